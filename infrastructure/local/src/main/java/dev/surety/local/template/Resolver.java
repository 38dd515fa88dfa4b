package dev.surety.local.template;

import static dev.surety.local.template.Template.list;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Resolves CloudFormation's references to local values: a parameter's value, a table's name, a queue's URL. */
public final class Resolver {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

    private final Template template;
    private final Map<String, String> references;
    private final Map<String, String> attributes;

    /**
     * @param references the value of {@code !Ref} of a resource, by logical id
     * @param attributes the value of {@code !GetAtt}, by {@code logicalId.Attribute}
     */
    public Resolver(Template template, Map<String, String> references, Map<String, String> attributes) {
        this.template = template;
        this.references = Map.copyOf(references);
        this.attributes = Map.copyOf(attributes);
    }

    /** The value as text. A resource that this runtime does not play is named by its logical id. */
    public String text(Object value) {
        if (!(value instanceof Map<?, ?> form) || form.size() != 1) {
            return String.valueOf(value);
        }
        String function = String.valueOf(form.keySet().iterator().next());
        Object argument = form.values().iterator().next();
        return switch (function) {
            case "Ref" -> reference(String.valueOf(argument));
            case "Fn::GetAtt" ->
                attribute(list(argument).stream().map(String::valueOf).collect(Collectors.joining(".")));
            case "Fn::If" -> {
                List<Object> parts = list(argument);
                yield text(template.holds(parts.get(0).toString()) ? parts.get(1) : parts.get(2));
            }
            case "Fn::Join" -> {
                List<Object> parts = list(argument);
                yield list(parts.get(1)).stream().map(this::text).collect(Collectors.joining(text(parts.get(0))));
            }
            case "Fn::Sub" -> substitute(argument.toString());
            default -> throw new IllegalArgumentException("The local runtime does not know " + function + ".");
        };
    }

    private String reference(String name) {
        String parameter = template.parameters().get(name);
        return parameter != null ? parameter : references.getOrDefault(name, name);
    }

    private String attribute(String name) {
        return attributes.getOrDefault(name, name);
    }

    private String substitute(String pattern) {
        return PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1).contains(".") ? attribute(place.group(1)) : reference(place.group(1))));
    }
}
