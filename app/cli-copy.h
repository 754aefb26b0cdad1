/* What `transfer` and `remove` share: changes of faces, worn by the photo and told in JSON. */
#pragma once

#include "cli-makeover.h"

#include "transfer/readout.h"

G_BEGIN_DECLS

/* How one face of a photo is changed. */
typedef struct
{
  int face; /* index */
  VanityTexture *texture;
  VanityChange *change;
  double strength[VANITY_N_CHANGES];
  VanityTints wanted; /* by what was asked for; all unseen where nothing was */
  JsonNode *more;     /* an object whose members are told with the face, or NULL */
} VanityFaceChange;

/* Fills in all but `face` and `texture`. */
typedef gboolean (*VanityFaceChangeFunc) (VanityBatchItem *item, VanityFaceChange *change,
                                          gconstpointer data, GCancellable *cancellable,
                                          GError **error);

/* Changes each face asked for: the photo wearing all of it. `size` is that of the atlas. With
 * `json`, an object that the caller has begun, the readout of each face is added to it. */
VanityImage *vanity_cli_change_faces (VanityBatchItem *item, const VanityMakeover *makeover,
                                      VanityImage *before, GPtrArray *faces, int size,
                                      VanityFaceChangeFunc func, gconstpointer data,
                                      JsonBuilder *json, GCancellable *cancellable, GError **error);

/* Begins the object of a photo: its name, where there are several, and its result's. */
void vanity_cli_begin_photo (JsonBuilder *json, const VanityBatchItem *item, gboolean is_many);
void vanity_cli_add_file (JsonBuilder *json, const char *name, const char *path);

/* "NAME": { "lips": …, … } of some parts. */
void vanity_cli_add_parts (JsonBuilder *json, const char *name,
                           const double values[VANITY_N_CHANGES],
                           const gboolean parts[VANITY_N_CHANGES]);

/* Adds to what is said of a photo when all went well. */
void vanity_cli_add_note (VanityBatchItem *item, const char *sentence);

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
