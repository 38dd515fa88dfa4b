package dev.surety.simulator.bank.files;

import java.util.List;
import java.util.Optional;

/** An XML element by its local name. {@code currency} is the attribute {@code Ccy}, empty where there is none. */
record Element(String name, String currency, String text, List<Element> children) {
    Element {
        children = List.copyOf(children);
    }

    Optional<Element> find(String... path) {
        Optional<Element> at = Optional.of(this);
        for (String step : path) {
            at = at.flatMap(of -> of.children.stream().filter(child -> child.name.equals(step)).findFirst());
        }
        return at;
    }

    Optional<String> findText(String... path) {
        return find(path).map(Element::text).filter(text -> !text.isEmpty());
    }

    List<Element> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }
}
