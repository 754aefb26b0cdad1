/* What goes with whom. */
#include "recommend/harmony.h"

static void
set_undertone (VanitySkinEstimate *skin, VanityUndertone undertone)
{
  *skin = (VanitySkinEstimate){ .source = VANITY_SKIN_FROM_OWNED, .lab = { 60, 14, 24 } };
  skin->undertone[undertone] = 1;
  skin->undertone_sure = 1;
}

static void
test_skin (void)
{
  VanityLab coral = { 60, 45, 40 }, berry = { 35, 40, 2 };
  VanitySkinEstimate warm, cool, unsure;

  set_undertone (&warm, VANITY_UNDERTONE_WARM);
  set_undertone (&cool, VANITY_UNDERTONE_COOL);
  unsure = warm;
  unsure.undertone_sure = 0;
  g_assert_cmpfloat (vanity_harmony_judge (NULL, &warm, VANITY_CATEGORY_LIPSTICK, coral).share, >,
                     0.6);
  g_assert_cmpfloat (vanity_harmony_judge (NULL, &warm, VANITY_CATEGORY_LIPSTICK, berry).share, <,
                     0.4);
  g_assert_cmpfloat (vanity_harmony_judge (NULL, &cool, VANITY_CATEGORY_LIPSTICK, berry).share, >,
                     0.6);
  g_assert_cmpint (vanity_harmony_judge (NULL, &cool, VANITY_CATEGORY_BLUSH, berry).kind, ==,
                   VANITY_HARMONY_SKIN);
  /* Who is not sure says nothing, and nobody says anything of a mascara. */
  g_assert_cmpfloat (vanity_harmony_judge (NULL, &unsure, VANITY_CATEGORY_LIPSTICK, coral).share,
                     ==, 0.5);
  g_assert_cmpfloat (vanity_harmony_judge (NULL, &warm, VANITY_CATEGORY_MASCARA, coral).share, ==,
                     0.5);
}

static void
test_eyes (void)
{
  VanitySkinEstimate skin = { 0 };
  VanityPerson person;
  VanityLab copper = { 50, 22, 35 }, plum = { 35, 22, -3 };

  vanity_person_init (&person);
  g_assert_cmpfloat (vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, copper).share,
                     ==, 0.5);
  person.colors_known = TRUE;
  person.colors.eyes = (VanityFeatureColor){ TRUE, { 45, -3, -14 }, { 0 }, 0.9f };
  g_assert_cmpfloat (vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, copper).share,
                     >,
                     vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, plum).share);
  person.colors.eyes.lab = (VanityLab){ 45, -8, 12 };
  g_assert_cmpfloat (
      vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, plum).share, >,
      vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, copper).share);
  person.colors.eyes.sure = 0.1f;
  g_assert_cmpfloat (vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_EYESHADOW, plum).share,
                     ==, 0.5);
}

static void
test_hair (void)
{
  VanitySkinEstimate skin = { 0 };
  VanityPerson person;

  vanity_person_init (&person);
  person.colors_known = TRUE;
  person.colors.hair = (VanityFeatureColor){ TRUE, { 60, 6, 22 }, { 0 }, 0.9f };
  g_assert_cmpint (
      vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_BROWS, (VanityLab){ 55, 6, 18 }).kind,
      ==, VANITY_HARMONY_HAIR);
  g_assert_cmpfloat (
      vanity_harmony_judge (&person, &skin, VANITY_CATEGORY_BROWS, (VanityLab){ 15, 2, 4 }).share,
      <, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/harmony/skin", test_skin);
  g_test_add_func ("/recommend/harmony/eyes", test_eyes);
  g_test_add_func ("/recommend/harmony/hair", test_hair);
  return g_test_run ();
}
