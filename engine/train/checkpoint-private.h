/* The inside of checkpoints: what is kept, and the file's head. */
#pragma once

#include "train/checkpoint.h"

G_BEGIN_DECLS

#define VANITY_CHECKPOINT_VERSION 1
#define VANITY_CHECKPOINT_SUM_BYTES 32 /* SHA-256 */

typedef enum
{
  VANITY_THING_FLOATS,
  VANITY_THING_DOUBLES,
  VANITY_THING_COUNTERS,
  /* As counters, of which the thing keeps a copy. */
  VANITY_THING_FIXED,
  VANITY_THING_LEARNER, /* seed and run */
  VANITY_THING_STEPS,   /* of an optimiser or an average */
} VanityThingKind;

typedef struct
{
  VanityThingKind kind;
  char *name;
  VanityShape shape;
  gpointer values;
  guint64 own[2];
  gpointer object; /* what `own` is a copy of */
  gint64 (*get_steps) (gpointer object);
  void (*set_steps) (gpointer object, gint64 steps);
} VanityThing;

struct _VanityCheckpoint
{
  GPtrArray *things; /* of VanityThing */
};

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 zero;
  guint8 sum[VANITY_CHECKPOINT_SUM_BYTES];
} VanityCheckpointHead;

G_STATIC_ASSERT (sizeof (VanityCheckpointHead) == 48);

#define VANITY_CHECKPOINT_MAGIC "VANITYCP"

/* Forgets what was added after the first `count` things. */
void vanity_checkpoint_forget (VanityCheckpoint *checkpoint, guint count);

/* vanity_checkpoint_load () from memory; `name` stands for the file in messages. */
gboolean vanity_checkpoint_read (VanityCheckpoint *checkpoint, GBytes *bytes, const char *name,
                                 GError **error);

/* The GVariant type of its numbers, and their bytes. */
const char *vanity_thing_get_type (const VanityThing *thing);
gsize vanity_thing_get_bytes (const VanityThing *thing);

/* Takes a variant of this machine's byte order and returns a little-endian one, or the reverse. */
GVariant *vanity_checkpoint_swap (GVariant *variant);
void vanity_checkpoint_get_sum (const guint8 *data, gsize bytes, guint8 *sum);

G_END_DECLS
