/* Colours in words. */
#include "recommend/color-word.h"

static VanityLab
read_color (guint32 rgb)
{
  return vanity_lab_from_linear ((VanityRgb){ vanity_srgb_to_linear ((rgb >> 16) / 255.0f),
                                              vanity_srgb_to_linear ((rgb >> 8 & 0xff) / 255.0f),
                                              vanity_srgb_to_linear ((rgb & 0xff) / 255.0f) });
}

static void
test_words (void)
{
  static const struct
  {
    guint32 rgb;
    const char *word;
  } cases[] = { { 0xb01020, "red" },   { 0x101010, "black" }, { 0x6b4030, "brown" },
                { 0x2040c0, "blue" },  { 0xe890b0, "pink" },  { 0xffffff, "white" },
                { 0x209040, "green" }, { 0x808080, "grey" },  { 0x5a403c, "brown" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vanity_color_get_word (read_color (cases[i].rgb)), ==, cases[i].word);
  /* Every colour has a word. */
  for (guint32 rgb = 0; rgb <= 0xffffff; rgb += 0x010307)
    g_assert_nonnull (vanity_color_get_word (read_color (rgb)));
}

static void
test_eyes (void)
{
  g_assert_cmpint (vanity_eye_color_of (read_color (0x5a3820)), ==, VANITY_EYES_BROWN);
  g_assert_cmpint (vanity_eye_color_of (read_color (0x101010)), ==, VANITY_EYES_BROWN);
  g_assert_cmpint (vanity_eye_color_of (read_color (0x6080a8)), ==, VANITY_EYES_BLUE);
  g_assert_cmpint (vanity_eye_color_of (read_color (0x688050)), ==, VANITY_EYES_GREEN);
  g_assert_cmpint (vanity_eye_color_of (read_color (0x808080)), ==, VANITY_EYES_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/color-word/words", test_words);
  g_test_add_func ("/recommend/color-word/eyes", test_eyes);
  return g_test_run ();
}
