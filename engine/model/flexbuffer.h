/* Reads FlexBuffers, the schemaless sibling of FlatBuffers in which TFLite's custom operators keep
 * their options: https://flatbuffers.dev/flexbuffers/.
 *
 * Only what such options are made of: one map from names to integers, numbers and lists of
 * integers. Offsets point backwards and have one to eight bytes; all are checked. Errors are
 * VANITY_ERROR_FORMAT for broken bytes and VANITY_ERROR_VALUE for a value that is missing or not of
 * the kind asked for. */
#pragma once

#include "base/error.h"

G_BEGIN_DECLS

/* The map at the root; a view of the bytes. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize values;    /* where the values are; their types follow them */
  gsize width;     /* bytes of each */
  gsize keys;      /* where the offsets of the keys are */
  gsize key_width; /* bytes of each */
  gsize length;
} VanityFlexMap;

gboolean vanity_flex_map_init (VanityFlexMap *map, const guint8 *data, gsize size, GError **error);

gboolean vanity_flex_map_get_int (const VanityFlexMap *map, const char *key, gint64 *value,
                                  GError **error);
/* Integers are taken too. */
gboolean vanity_flex_map_get_float (const VanityFlexMap *map, const char *key, double *value,
                                    GError **error);
/* Free with g_free (). */
gint64 *vanity_flex_map_get_ints (const VanityFlexMap *map, const char *key, int *n_values,
                                  GError **error);

G_END_DECLS
