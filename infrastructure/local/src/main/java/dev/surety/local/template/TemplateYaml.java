package dev.surety.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads CloudFormation's YAML: its short tags become the long form, {@code !Ref X} becomes {@code {Ref: X}}. */
public final class TemplateYaml extends SafeConstructor {
    private static final List<String> SHORT_TAGS =
            List.of("Sub", "GetAtt", "If", "Join", "Equals", "Not", "And", "Or", "Split", "Select", "FindInMap");

    private TemplateYaml() {
        super(strict());
        yamlConstructors.put(new Tag("!Ref"), new LongForm("Ref"));
        yamlConstructors.put(new Tag("!Condition"), new LongForm("Condition"));
        SHORT_TAGS.forEach(tag -> yamlConstructors.put(new Tag("!" + tag), new LongForm("Fn::" + tag)));
    }

    private static LoaderOptions strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    public static Map<String, Object> read(String text) {
        return Template.map(new Yaml(new TemplateYaml()).load(text));
    }

    private final class LongForm extends AbstractConstruct {
        private final String name;

        LongForm(String name) {
            this.name = name;
        }

        @Override
        public Object construct(Node node) {
            Object argument =
                    switch (node) {
                        case ScalarNode scalar -> scalar(scalar.getValue());
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalArgumentException("Unreadable at " + node.getStartMark());
                    };
            Map<String, Object> form = new LinkedHashMap<>();
            form.put(name, argument);
            return form;
        }

        private Object scalar(String value) {
            boolean attribute = name.equals("Fn::GetAtt");
            return attribute ? List.of((Object[]) value.split("\\.", 2)) : value;
        }
    }
}
