/* Reads FlatBuffers without trusting them.
 *
 * The format: https://flatbuffers.dev/internals/. Everything is reached by offsets that the file
 * gives, so every one is checked against the end of the bytes before it is followed. The first
 * that fails marks the whole buffer as broken; from then on everything reads as zero or empty, so
 * that a reader may read a group of fields and ask vanity_flatbuffer_check () once.
 *
 * Nothing is copied: all views live as long as the bytes. Values are little-endian and may lie at
 * any address. */
#pragma once

#include "base/error.h"

G_BEGIN_DECLS

typedef struct
{
  const guint8 *data;
  gsize size;
  const char *broken; /* the rule that was broken first, or NULL */
  gsize broken_at;    /* and where, in bytes from the start */
} VanityFlatbuffer;

/* A table: fields by number, each of which may be left out. An absent table has no fields. */
typedef struct
{
  VanityFlatbuffer *buffer;
  gsize start;       /* 0 when absent */
  gsize size;        /* bytes of the fields, from `start` */
  gsize vtable;      /* where the offsets of the fields are */
  gsize vtable_size; /* in bytes, with its header of four */
} VanityFlatTable;

/* `length` elements of `element_size` bytes, all inside the buffer. */
typedef struct
{
  VanityFlatbuffer *buffer;
  const guint8 *data; /* NULL when absent */
  gsize length;
  gsize element_size;
} VanityFlatVector;

void vanity_flatbuffer_init (VanityFlatbuffer *buffer, const guint8 *data, gsize size);

/* FALSE with VANITY_ERROR_FORMAT when anything read so far was broken. */
gboolean vanity_flatbuffer_check (const VanityFlatbuffer *buffer, GError **error);

VanityFlatTable vanity_flatbuffer_get_root (VanityFlatbuffer *buffer);

gboolean vanity_flat_table_has (const VanityFlatTable *table, int field);
gint8 vanity_flat_table_get_int8 (const VanityFlatTable *table, int field, gint8 fallback);
gint32 vanity_flat_table_get_int32 (const VanityFlatTable *table, int field, gint32 fallback);
guint32 vanity_flat_table_get_uint32 (const VanityFlatTable *table, int field, guint32 fallback);
float vanity_flat_table_get_float (const VanityFlatTable *table, int field, float fallback);
VanityFlatTable vanity_flat_table_get_table (const VanityFlatTable *table, int field);
VanityFlatVector vanity_flat_table_get_vector (const VanityFlatTable *table, int field,
                                               gsize element_size);

/* The string in `field` as valid UTF-8 of at most `limit` bytes, cut if it is longer; "" when
 * absent. Free with g_free (). */
char *vanity_flat_table_dup_string (const VanityFlatTable *table, int field, gsize limit);

/* `index` must be below the vector's length. */
gint32 vanity_flat_vector_get_int32 (const VanityFlatVector *vector, gsize index);
VanityFlatTable vanity_flat_vector_get_table (const VanityFlatVector *vector, gsize index);

G_END_DECLS
