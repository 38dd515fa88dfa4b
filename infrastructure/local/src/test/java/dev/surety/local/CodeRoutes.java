package dev.surety.local;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.surety.local.template.FunctionSpec;
import dev.surety.runtime.edge.http.Route;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions' tables of routes. Functions are not on the compile class path here, which is the wall between them
 * and the house; so a table is found by its type: a method without parameters that gives a list of routes. A table is
 * built from method references and looks at none of the things its class is made of, so it is made of nothing.
 */
final class CodeRoutes {
    private static final String TABLE = "java.util.List<" + Route.class.getName() + "<?>>";

    private CodeRoutes() {}

    /** Every route of these functions by method and path, such as {@code GET /health}. */
    static Map<String, Route<?>> of(List<FunctionSpec> functions) {
        Set<String> packages = functions.stream()
                .map(FunctionSpec::handlerClass)
                .map(door -> door.substring(0, door.lastIndexOf('.')))
                .collect(Collectors.toSet());
        Map<String, Route<?>> routes = new LinkedHashMap<>();
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages);
        for (JavaClass type : classes) {
            for (JavaMethod method : type.getMethods()) {
                boolean isTable = method.getRawParameterTypes().isEmpty()
                        && method.getReturnType().getName().equals(TABLE);
                if (isTable) {
                    table(method.reflect()).forEach(route -> {
                        String name = route.method() + " " + route.template();
                        if (routes.put(name, route) != null) {
                            throw new AssertionError(name + " is in two tables");
                        }
                    });
                }
            }
        }
        return routes;
    }

    private static List<Route<?>> table(Method method) {
        try {
            Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            method.setAccessible(true);
            Object made = constructor.newInstance(new Object[constructor.getParameterCount()]);
            return ((List<?>) method.invoke(made)).stream().<Route<?>>map(Route.class::cast).toList();
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("the table of " + method + " cannot be read", e);
        }
    }
}
