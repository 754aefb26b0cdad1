/* What `apply`, `transfer` and `remove` tell alike, and the generator of the latter two. */
#pragma once

#include "cli-makeover.h"

#include "transfer/model.h"

G_BEGIN_DECLS

/* Begins the object of a photo: its name, where there are several, and its result's. */
void vanity_cli_begin_photo (JsonBuilder *json, const VanityBatchItem *item, gboolean is_many);
void vanity_cli_add_file (JsonBuilder *json, const char *name, const char *path);

/* Adds to what is said of a photo when all went well; takes `sentence`, which may be NULL. */
void vanity_cli_take_note (VanityBatchItem *item, char *sentence);

/* The option --model, whose value goes to a char *. */
#define VANITY_CLI_GENERATOR_ENTRY(name)                                                           \
  {                                                                                                \
    "model", 'm', 0, G_OPTION_ARG_FILENAME, name,                                                  \
        N_ ("Another generator: an ONNX file (engine/transfer/README.md)"), N_ ("FILE")            \
  }
/* The generator: a file, the name of an installed model, or NULL for the one that comes with
 * Vanity. */
VanityTransferModel *vanity_cli_load_generator (const char *name, GError **error);

G_END_DECLS
