/* vanity-train skin: a network learns to see concerns in skins. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int vanity_train_skin (int argc, char **argv);

G_END_DECLS
