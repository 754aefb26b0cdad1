/* Changes of faces, of which `transfer` and `remove` are made: worn by the photo and told in JSON.
 */
#pragma once

#include "transfer/readout.h"

#include <gio/gio.h>

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
  char *note;         /* a sentence for people, or NULL */
} VanityFaceChange;

/* Fills in all but `face` and `texture`. */
typedef gboolean (*VanityFaceChangeFunc) (VanityFaceChange *change, gconstpointer data,
                                          GCancellable *cancellable, GError **error);

/* Changes face `face`, counted from 1, or all for 0: the photo wearing all of it. `size` is that of
 * the atlas. With `json`, an object that the caller has begun, the readout of each face is added to
 * it. `*note` gets what there is to say to people, or NULL; free it. */
VanityImage *vanity_change_faces (VanityImage *before, GPtrArray *faces, int face, int size,
                                  VanityFaceChangeFunc func, gconstpointer data, JsonBuilder *json,
                                  char **note, GCancellable *cancellable, GError **error);

/* "NAME": { "lips": …, … } of some parts. */
void vanity_json_add_parts (JsonBuilder *json, const char *name,
                            const double values[VANITY_N_CHANGES],
                            const gboolean parts[VANITY_N_CHANGES]);

G_END_DECLS
