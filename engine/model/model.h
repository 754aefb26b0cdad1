/* Bytes → graph. */
#pragma once

#include "nn/graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a model file, its format told by its content (TFLite: "TFL3" at byte 4). Errors name the
 * file: _FILE, _FORMAT (cut off, altered), _UNSUPPORTED (an operator by name), _LIMIT. */
VanityGraph *vanity_model_load (const char *path, GError **error);
VanityGraph *vanity_model_load_bytes (GBytes *bytes, const char *name, GError **error);

/* The path of an installed model, "face_detection_short_range.tflite" and so on: looked for in
 * $VANITY_MODELS, $XDG_CACHE_HOME/vanity/models, then the data directory. VANITY_ERROR_MISSING
 * names the folders and the command that fetches it. Free with g_free (). */
char *vanity_model_find (const char *file_name, GError **error);

G_END_DECLS
