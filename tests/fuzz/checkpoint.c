/* Bytes as what a checkpoint holds, behind a head that is right. */
#include "train/checkpoint-private.h"

#include "target.h"

#include <string.h>

#define MAX_SIZE (1 << 12)

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (VanityCheckpoint) checkpoint = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  VanityCheckpointHead head = { .version = GUINT32_TO_LE (VANITY_CHECKPOINT_VERSION) };
  float floats[6] = { 0 };
  double number = 0.0;
  VanityRandom random;
  guint8 *file;

  if (size > MAX_SIZE)
    return 0;
  memcpy (head.magic, VANITY_CHECKPOINT_MAGIC, sizeof head.magic);
  vanity_checkpoint_get_sum (data, size, head.sum);
  file = g_malloc (sizeof head + size);
  memcpy (file, &head, sizeof head);
  memcpy (file + sizeof head, data, size);
  bytes = g_bytes_new_take (file, sizeof head + size);

  checkpoint = vanity_checkpoint_new ();
  vanity_checkpoint_add_floats (checkpoint, "w", &VANITY_SHAPE (2, 3), floats);
  vanity_checkpoint_add_doubles (checkpoint, "d", &number, 1);
  vanity_checkpoint_add_random (checkpoint, "r", &random);
  vanity_checkpoint_add_fixed (checkpoint, "f", 7);
  g_assert_true (vanity_checkpoint_read (checkpoint, bytes, "fuzz", &error) == (error == NULL));
  return 0;
}
