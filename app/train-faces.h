/* vanity-train faces: photos become a set of faces to learn from. */
#pragma once

/* `argv[0]` is the command's name. Returns the program's exit status. */
int vanity_train_faces (int argc, char **argv);
