"""What the SAM translator makes of template.yaml: CORS, versions under two releases, rights, cycles, number and size.

Run in the project's root, after mvn verify, with aws-sam-translator and pyyaml installed.
"""
import json
import os
import re
import sys

import yaml
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator


class Short(yaml.SafeLoader):
    """CloudFormation's YAML: short tags become the long form."""


def long(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, True)
    else:
        value = loader.construct_mapping(node, True)
    return {name: value.split(".", 1) if suffix == "GetAtt" and isinstance(value, str) else value}


Short.add_multi_constructor("!", long)
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")


def transformed(**given):
    with open("template.yaml", encoding="utf-8") as file:
        template = yaml.load(file, Short)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # As sam deploy leaves it: the zip is in a bucket, here always under the same name.
            resource["Properties"]["CodeUri"] = {"Bucket": "b", "Key": "k"}
    parameters = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
    parameters.update({"AWS::Region": "eu-central-1", "AWS::Partition": "aws", "AWS::StackName": "s"}, **given)
    return Translator({}, Parser()).translate(template, parameters)


def versions(template):
    return {name for name, resource in template["Resources"].items() if resource["Type"] == "AWS::Lambda::Version"}


def walk(value, visit):
    if isinstance(value, dict):
        for key, element in value.items():
            visit(key, element)
            walk(element, visit)
    elif isinstance(value, list):
        for element in value:
            walk(element, visit)


def needs(resources):
    """What each resource must wait for."""
    found = {}
    for name, resource in resources.items():
        names = set(resource.get("DependsOn", []) if isinstance(resource.get("DependsOn"), list) else [])

        def visit(key, value):
            if key == "Ref":
                names.add(value)
            elif key == "Fn::GetAtt":
                names.add(value[0])
            elif key == "Fn::Sub":
                names.update(re.findall(r"\$\{(\w+)", value if isinstance(value, str) else value[0]))

        walk(resource, visit)
        found[name] = names & set(resources)
    return found


def cycle(graph):
    done, path = set(), []

    def visit(name):
        if name in path:
            return path[path.index(name):] + [name]
        if name in done:
            return None
        path.append(name)
        for other in sorted(graph[name]):
            found = visit(other)
            if found:
                return found
        path.pop()
        done.add(name)
        return None

    return next((found for found in map(visit, sorted(graph)) if found), None)


def check(holds, problem):
    if not holds:
        sys.exit("The transformed template: " + problem)


one = transformed(TokenIssuer="https://a.example", Release="1" * 64)
same = transformed(TokenIssuer="https://a.example", Release="1" * 64)
other = transformed(TokenIssuer="https://a.example", Release="2" * 64)
resources = one["Resources"]
functions = [name for name, r in resources.items() if r["Type"] == "AWS::Lambda::Function"]

check(len(functions) > 10, "there are hardly any functions")
check(versions(one) == versions(same), "one release gives two sets of versions")
check(len(versions(one)) == len(functions), "not every function has a version")
check(not versions(one) & versions(other), "a function keeps its version under a new release")

body = resources["Api"]["Properties"]["Body"]
cors = body["x-amazon-apigateway-cors"]
check(list(cors) == ["Fn::If"] and cors["Fn::If"][0] == "HasBrowsers", "CORS is not the one choice it should be")
check(set(cors["Fn::If"][1]) == {"allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge"},
      "CORS lacks something: " + json.dumps(cors))
check("Fn::Split" in cors["Fn::If"][1]["allowOrigins"], "origins are no list")

schemes = body["components"]["securitySchemes"]
integrations = body["components"]["x-amazon-apigateway-integrations"]
routes = 0
for path, item in body["paths"].items():
    for method, operation in (item["Fn::If"][1] if "Fn::If" in item else item).items():
        routes += 1
        at = method + " " + path
        reference = operation["x-amazon-apigateway-integration"]["$ref"].rsplit("/", 1)[-1]
        check(reference in integrations, at + " names no function")
        check(all(set(need) <= set(schemes) and all(need.values()) for need in operation["security"]),
              at + " names no authorizer or no scope")
        # The rule of scores is public: every reader can compute a score again.
        is_public = path.endswith("/webhooks") or path == "/v1/reputation/rule" or not path.startswith("/v1/")
        check(operation["security"] or is_public, at + " is open")
check(routes > 40, "there are hardly any routes")

for name, resource in resources.items():
    if resource["Type"] == "AWS::IAM::Role":
        check("ManagedPolicyArns" not in resource["Properties"], name + " has rights over the account")
        check(len(json.dumps(resource["Properties"]["Policies"], separators=(",", ":"))) < 10240, name + " is too large")
    if resource["Type"] == "AWS::Lambda::EventSourceMapping" and "MaximumRecordAgeInSeconds" not in resource["Properties"]:
        check("ScalingConfig" in resource["Properties"], name + " has no bound")

size = len(json.dumps(one, separators=(",", ":")))
check(len(resources) < 400, f"{len(resources)} resources")
check(size < 900_000, f"{size} bytes")
check(cycle(needs(resources)) is None, f"resources wait for each other: {cycle(needs(resources))}")

with open("infrastructure/local/target/transformed.txt", encoding="utf-8") as file:
    ours = sorted(file.read().split("\n"))[1:]
theirs = sorted(r["Type"] + " " + (name[:-10] if r["Type"] == "AWS::Lambda::Version" else name)
                for name, r in resources.items())
check(ours == theirs, f"Transformed.java and the translator differ: {set(ours) ^ set(theirs)}")
print(f"{len(resources)} resources, {size} bytes, {len(functions)} functions, {routes} routes")
