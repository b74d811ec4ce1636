"""What AWS's API models say about requests, cut down to what the emulator checks them by.

    requests.py NEWER.json [OLDER.json] > src/InspectorHub.Emulator/Models/SERVICE.json

A model is botocore's service-2.json. Operations that only the older one has are taken from there. Of each operation stay
its place in HTTP, its input and the names of its errors; of shapes those that an input is made of. Findings of an import
are left out: Asff/Rules has their table.
"""
import json
import sys

OWN_TABLE = {"BatchImportFindings"}
KEPT = ("type", "required", "enum", "min", "max", "pattern", "union", "timestampFormat")
KEPT_OF_MEMBER = ("shape", "location", "locationName")


def shape_of(shape):
    kept = {key: shape[key] for key in KEPT if key in shape}
    if shape.get("document"):
        kept["type"] = "document"
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = shape[part]["shape"]
    if "members" in shape:
        kept["members"] = {name: member["shape"] if set(member) & set(KEPT_OF_MEMBER) == {"shape"} else {key: member[key] for key in KEPT_OF_MEMBER if key in member}
                           for name, member in shape["members"].items()}
    return kept


def gather(name, model, shapes):
    if name in shapes:
        return
    shapes[name] = shape_of(model["shapes"][name])
    shape = model["shapes"][name]
    for part in [*shape.get("members", {}).values(), *(shape[part] for part in ("member", "key", "value") if part in shape)]:
        gather(part["shape"], model, shapes)


operations, shapes = {}, {}
for model in (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]):
    for name, operation in model["operations"].items():
        if name in operations:
            continue
        operations[name] = {"method": operation["http"]["method"], "uri": operation["http"]["requestUri"], "errors": [error["shape"] for error in operation.get("errors", [])]}
        if name not in OWN_TABLE and "input" in operation:
            operations[name]["input"] = operation["input"]["shape"]
            gather(operation["input"]["shape"], model, shapes)


def lines(entries):
    return ",\n".join(f'    {json.dumps(name)}: {json.dumps(entries[name], separators=(",", ":"))}' for name in sorted(entries))


print(f'{{\n  "operations": {{\n{lines(operations)}\n  }},\n  "shapes": {{\n{lines(shapes)}\n  }}\n}}')
