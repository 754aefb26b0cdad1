/* Reasons in words. */
#include "recommend/reason.h"

#include "catalogue/trait.h"
#include "skin/concerns.h"
#include "skin/undertone.h"

#include <string.h>

/* Every kind has an id of its own and a sentence that names its number or its name. */
static void
test_all (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (int k = 0; k < VANITY_N_REASONS; k++)
    {
      g_autoptr (VanityReason) reason
          = vanity_reason_new ((VanityReasonKind)k, 3.7, 1, "Brand Line, 120", 0.5);
      g_autofree char *text = NULL;

      reason->finish = VANITY_FINISH_MATTE;
      text = vanity_reason_dup_text (reason);
      g_assert_nonnull (text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), >, 5);
      g_assert_false (g_str_has_suffix (text, "."));
      g_assert_true (g_hash_table_add (ids, (gpointer)vanity_reason_kind_get_id (k)));
    }
}

static void
test_words (void)
{
  static const struct
  {
    VanityReasonKind kind;
    double value;
    int other, finish;
    const char *name, *text;
  } cases[] = {
    { VANITY_REASON_SKIN, 0.84, 0, 0, NULL, "ΔE 0.8 from your skin's shade" },
    { VANITY_REASON_OWNED, 1.25, 0, 0, "A B, 1", "ΔE 1.2 from A B, 1" },
    { VANITY_REASON_UNDERTONE, 0.75, VANITY_UNDERTONE_WARM, 0, NULL,
      "Made for warm undertones: yours is that with 75 %" },
    { VANITY_REASON_LAYER, 1.2, 0, 0, "red", "The red of this look: ΔE 1.2 as worn" },
    { VANITY_REASON_FINISH, 1, 0, VANITY_FINISH_MATTE, NULL, "Matte, as in this look" },
    { VANITY_REASON_FINISH_ODD, 0, VANITY_FINISH_SATIN, VANITY_FINISH_GLOSS, NULL,
      "Gloss, where this look is satin" },
    { VANITY_REASON_SKIN_STATE, 1, VANITY_CONCERN_SHINE, VANITY_FINISH_MATTE, NULL,
      "Its matte finish holds down shine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VanityReason) reason
          = vanity_reason_new (cases[i].kind, cases[i].value, cases[i].other, cases[i].name, 1);
      g_autofree char *text = NULL;

      reason->finish = cases[i].finish;
      text = vanity_reason_dup_text (reason);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/reason/all", test_all);
  g_test_add_func ("/recommend/reason/words", test_words);
  return g_test_run ();
}
