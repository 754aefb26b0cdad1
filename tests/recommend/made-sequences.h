/* Sequences with a rule in them. */
#pragma once

#include "base/random.h"
#include "recommend/sequence.h"

#include <string.h>

#define MADE_ITEMS 60

/* Items stand in a ring, and from one people mostly go on to the next, but for a share `noise` of
 * steps that lead anywhere. */
static inline VanitySequences *
made_sequences (int users, int length, double noise, guint64 seed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VanitySequences *sequences;
  VanityRandom random;

  vanity_random_init (&random, seed);
  for (int user = 0; user < users; user++)
    {
      int item = (int)vanity_random_index (&random, MADE_ITEMS);

      g_string_append_printf (text, "%d", user + 1);
      for (int i = 0; i < length; i++)
        {
          g_string_append_printf (text, " %d", 100 + item);
          item = vanity_random_uniform (&random) < noise
                     ? (int)vanity_random_index (&random, MADE_ITEMS)
                     : (item + 1) % MADE_ITEMS;
        }
      g_string_append_c (text, '\n');
    }
  sequences = vanity_sequences_parse (text->str, text->len, "made", &error);
  g_assert_no_error (error);
  return sequences;
}
