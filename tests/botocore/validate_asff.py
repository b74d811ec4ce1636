"""Validates ASFF findings, one JSON text a line on standard input, against botocore's model of BatchImportFindings.

Prints one line for each finding that does not agree; exits 0 when all do, 1 when some do not, 3 when botocore is missing.
botocore checks types, required members and unknown members; the lengths of ASFF are in no model.
"""
import json
import sys

try:
    import botocore.loaders
    import botocore.model
    import botocore.validate
except ImportError:
    sys.exit(3)

model = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("securityhub", "service-2"), "securityhub")
shape = model.operation_model("BatchImportFindings").input_shape


def values(shape, value, path):
    """Yields what a text has that its enumeration has not: botocore leaves enumerations to the service."""
    if value is None:
        return
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            yield from values(member, value.get(name), f"{path}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from values(shape.member, item, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from values(shape.value, item, f"{path}[{key!r}]")
    elif shape.type_name == "string" and getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"


def unknown(shape, value, path):
    """Yields members that the model does not have."""
    if shape.type_name == "structure":
        for name, member in value.items():
            if name not in shape.members:
                yield f"{path}.{name} is not in the model"
            else:
                yield from unknown(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from unknown(shape.member, item, f"{path}[{index}]")


count = wrong = 0
for line in sys.stdin.buffer:
    count += 1
    request = {"Findings": [json.loads(line)]}
    report = botocore.validate.ParamValidator().validate(request, shape)
    problems = ([report.generate_report()] if report.has_errors() else []) or [*unknown(shape, request, ""), *values(shape, request, "")]
    if problems:
        wrong += 1
        print(f"{request['Findings'][0].get('Id')}: {'; '.join(problems)}")

print(f"{count} findings, {wrong} do not agree", file=sys.stderr)
sys.exit(1 if wrong else 0)
