/* What a person before the camera is told, and how calmly. */
#include "app/camera-hint.h"

#define SECOND G_USEC_PER_SEC

static void
test_order (void)
{
  g_assert_cmpint (vanity_camera_hint_find (1, VANITY_QUALITY_GOOD), ==, VANITY_CAMERA_HINT_NONE);
  g_assert_cmpint (vanity_camera_hint_find (0, VANITY_QUALITY_GOOD), ==,
                   VANITY_CAMERA_HINT_NO_FACE);
  g_assert_cmpint (vanity_camera_hint_find (2, VANITY_QUALITY_GOOD), ==,
                   VANITY_CAMERA_HINT_SEVERAL);
  /* What the person can do comes first, one thing at a time. */
  g_assert_cmpint (vanity_camera_hint_find (2, VANITY_QUALITY_DARK | VANITY_QUALITY_BLURRED), ==,
                   VANITY_CAMERA_HINT_DARK);
  g_assert_cmpint (vanity_camera_hint_find (1, VANITY_QUALITY_SMALL | VANITY_QUALITY_TURNED), ==,
                   VANITY_CAMERA_HINT_CLOSER);
  g_assert_cmpint (vanity_camera_hint_find (0, VANITY_QUALITY_DARK), ==,
                   VANITY_CAMERA_HINT_NO_FACE);
}

/* Whatever the quality says has words. */
static void
test_words (void)
{
  g_assert_null (vanity_camera_hint_get_text (VANITY_CAMERA_HINT_NONE));
  for (int bit = 0; bit < 7; bit++)
    {
      VanityCameraHint hint = vanity_camera_hint_find (1, 1 << bit);

      g_assert_cmpint (hint, !=, VANITY_CAMERA_HINT_NONE);
      g_assert_nonnull (vanity_camera_hint_get_text (hint));
    }
}

static void
test_calm (void)
{
  VanityCameraHints hints = { 0 };
  gint64 now = SECOND;

  /* Not at once. */
  g_assert_false (vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_DARK, now));
  g_assert_false (vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_DARK, now + SECOND / 2));
  /* What comes and goes is never said. */
  for (int i = 0; i < 40; i++)
    {
      now += SECOND / 4;
      g_assert_false (vanity_camera_hints_update (
          &hints, i % 2 == 0 ? VANITY_CAMERA_HINT_DARK : VANITY_CAMERA_HINT_NONE, now));
    }
  g_assert_cmpint (hints.said, ==, VANITY_CAMERA_HINT_NONE);

  /* What stays is, once. */
  vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_TURNED, now);
  g_assert_true (vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_TURNED, now + SECOND));
  g_assert_false (
      vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_TURNED, now + 11 * SECOND / 10));
  g_assert_cmpint (hints.said, ==, VANITY_CAMERA_HINT_TURNED);

  /* And it stays for as long as it takes to read it. */
  now += 12 * SECOND / 10;
  vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_NONE, now);
  g_assert_false (vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_NONE, now + SECOND));
  g_assert_true (vanity_camera_hints_update (&hints, VANITY_CAMERA_HINT_NONE, now + 3 * SECOND));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/camera-hint/order", test_order);
  g_test_add_func ("/app/camera-hint/words", test_words);
  g_test_add_func ("/app/camera-hint/calm", test_calm);

  return g_test_run ();
}
