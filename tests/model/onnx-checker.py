"""Has ONNX's own checker look at every file of a folder: the messages, the operators, their inputs
and attributes, and the shapes that follow. Ends with 77 where Python has no onnx (python3-onnx)."""

import pathlib
import sys

try:
    import onnx
except ImportError:
    sys.exit(77)

newest = onnx.defs.onnx_opset_version()
checked = newer = wrong = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    try:
        model = onnx.load(path)
        if max(opset.version for opset in model.opset_import) > newest:
            newer += 1
            continue
        onnx.checker.check_model(model, full_check=True)
        checked += 1
    except Exception as error:
        wrong += 1
        print(f"{path.name}: {error}")
print(f"{checked} are right, {wrong} wrong, {newer} newer than operator set {newest}")
sys.exit(1 if wrong or not checked else 0)
