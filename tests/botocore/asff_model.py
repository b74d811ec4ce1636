"""Writes the structures of ASFF from AWS's API model of Security Hub, as src/InspectorHub.Core/Asff/Rules/asff-model.txt has them.

    asff_model.py [service-2.json] DATE > asff-model.txt

Without a file the model is that of the botocore that is installed. A line is NAME MEMBER:TYPE MEMBER!:TYPE …, where ! means
required and TYPE is s (text), i (whole number), n (number), b (true or false), * (any JSON), {s} (texts by name), [TYPE] or
[TYPE]MIN-MAX (a list), (A|B) (one of these texts) or the name of another structure. A line that begins with a blank goes on with
the one before.
"""
import json
import sys
import textwrap

*file, date = sys.argv[1:]
if file:
    model, version = json.load(open(file[0], encoding="utf-8")), "botocore"
else:
    import botocore
    import botocore.loaders
    model, version = botocore.loaders.Loader().load_service_model("securityhub", "service-2"), f"botocore {botocore.__version__}"
shapes = model["shapes"]
found = []


def kind(name):
    shape = shapes[name]
    if shape.get("document"):
        return "*"
    if shape["type"] == "structure":
        if name not in found:
            found.append(name)
            for member in shape["members"].values():
                kind(member["shape"])
        return name
    if shape["type"] == "list":
        bounds = f"{shape.get('min', 0)}-{shape['max']}" if "max" in shape else ""
        return f"[{kind(shape['member']['shape'])}]{bounds}"
    if shape["type"] == "map":
        return "{s}"
    if shape["type"] == "string":
        return f"({'|'.join(shape['enum'])})" if "enum" in shape else "s"
    return {"boolean": "b", "double": "n", "float": "n"}.get(shape["type"], "i")


kind("AwsSecurityFinding")
print(f"# The structures of ASFF in AWS's API model of Security Hub, {model['metadata']['apiVersion']}, as of {date} ({version}).")
print("# Written by tests/botocore/asff_model.py, which says how to read it.")
for name in sorted(found):
    shape = shapes[name]
    required = shape.get("required", [])
    members = " ".join(f"{member}{'!' if member in required else ''}:{kind(what['shape'])}" for member, what in sorted(shape["members"].items()))
    print(textwrap.fill(f"{name} {members}", 136, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False))
