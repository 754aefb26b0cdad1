/* Text as what people did, in order. */
#include "recommend/sequence-shuffle.h"

#include "target.h"

#define MAX_SIZE (1 << 14)

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (VanitySequences) sequences = NULL;
  g_autoptr (VanitySequences) shuffled = NULL;
  g_autoptr (GError) error = NULL;

  if (size > MAX_SIZE)
    return 0;
  sequences = vanity_sequences_parse ((const char *)data, size, "fuzz", &error);
  g_assert_true ((sequences != NULL) == (error == NULL));
  if (sequences == NULL)
    return 0;
  g_assert_cmpint (sequences->starts[sequences->n_users], ==, sequences->n_actions);
  for (int i = 0; i < sequences->n_actions; i++)
    g_assert_cmpuint (sequences->items[i], <, (guint32)sequences->n_items);
  shuffled = vanity_sequences_shuffle (sequences, 3, 1, size);
  return 0;
}
