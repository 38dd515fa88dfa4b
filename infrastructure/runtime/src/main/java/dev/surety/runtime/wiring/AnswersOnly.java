package dev.surety.runtime.wiring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.cloud.function.json.JsonMapper;

/**
 * Gives the framework a mapper of ours. Its own would also know the dates of a library that no client sends (0.7 MB of
 * every artefact). The framework's only use of it here is to write our answers.
 */
final class AnswersOnly implements BeanFactoryPostProcessor {
    /** The framework registers its mapper under the name of its class, before this is asked. */
    private static final String NAME = JsonMapper.class.getName();

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var registry = (BeanDefinitionRegistry) beans;
        registry.removeBeanDefinition(NAME);
        registry.registerBeanDefinition(NAME, new RootBeanDefinition(JsonMapper.class, AnswersOnly::mapper));
    }

    private static JsonMapper mapper() {
        return new JacksonMapper(
                tools.jackson.databind.json.JsonMapper.builder().build());
    }
}
