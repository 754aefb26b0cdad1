/* Sheets that come, give way to each other, and go, without a jump. */
#include "live/wardrobe.h"

#include "portrait.h"

#include <math.h>

#define SECONDS (1.0 / 30)
/* No frame may change how much is on by more than this. */
#define STEP 0.15

typedef struct
{
  VanityWardrobe *wardrobe;
  VanityImage *image;
  VanityFace face;
  VanityLitSkin skin;
  double worn, newest;
} Fixture;

static gboolean
fixture_init (Fixture *fixture)
{
  Portrait portrait = PORTRAIT_INIT;

  *fixture = (Fixture){ 0 };
  fixture->image = portrait_new (&portrait, &fixture->face);
  if (fixture->image == NULL)
    return FALSE;
  fixture->wardrobe = vanity_wardrobe_new (NULL);
  vanity_lit_skin_measure (&fixture->skin, fixture->image, fixture->face.points);
  return TRUE;
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->wardrobe, vanity_wardrobe_free);
  g_clear_pointer (&fixture->image, vanity_image_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* One frame; checks that nothing jumps. */
static void
step (Fixture *fixture, VanityLook *look)
{
  VanityWornSheet worn[VANITY_WARDROBE_SHEETS];
  g_autoptr (GError) error = NULL;
  double sum = 0;

  g_assert_true (vanity_wardrobe_update (fixture->wardrobe, fixture->image, &fixture->face,
                                         &fixture->skin, look, SECONDS, &error));
  g_assert_no_error (error);
  int n = vanity_wardrobe_get_worn (fixture->wardrobe, worn);
  for (int i = 0; i < n; i++)
    {
      g_assert_cmpfloat (worn[i].weight, >=, 0);
      sum += worn[i].weight;
    }
  g_assert_cmpfloat (sum, <, 1 + 1e-9);
  g_assert_cmpfloat (fabs (sum - fixture->worn), <, STEP);
  fixture->worn = sum;
  fixture->newest = n > 0 ? worn[0].weight : 0;
  g_usleep (2000);
}

/* Frames until that many sheets have been made and the last one is all there is. */
static void
settle (Fixture *fixture, VanityLook *look, int sheets)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (vanity_wardrobe_get_count (fixture->wardrobe) < sheets || fixture->newest < 1)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      step (fixture, look);
    }
}

static void
test_fade (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#901525\"");
  g_autoptr (VanityLook) pink = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#d06080\"");
  VanityWornSheet worn[VANITY_WARDROBE_SHEETS];

  if (!fixture_init (&fixture))
    return;
  settle (&fixture, red, 1);
  g_assert_cmpint (vanity_wardrobe_get_worn (fixture.wardrobe, worn), ==, 1);
  /* The first was made in haste; after that, nothing is made anew at rest. */
  settle (&fixture, red, 2);
  for (int i = 0; i < 20; i++)
    step (&fixture, red);
  g_assert_cmpint (vanity_wardrobe_get_count (fixture.wardrobe), ==, 2);
  g_assert_cmpfloat (vanity_wardrobe_get_age (fixture.wardrobe), >, 19 * SECONDS);
  /* Another look is laid on the same frame, and all the while the face is made up in full. */
  double age = vanity_wardrobe_get_age (fixture.wardrobe);
  settle (&fixture, pink, 3);
  g_assert_cmpfloat (vanity_wardrobe_get_age (fixture.wardrobe), >, age);
  g_assert_cmpfloat (fixture.worn, >, 0.999);
  /* And nothing takes a quarter of a second. */
  for (int i = 0; i < 9; i++)
    step (&fixture, NULL);
  g_assert_cmpint (vanity_wardrobe_get_worn (fixture.wardrobe, worn), ==, 0);
}

static void
test_renew (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"blush\"");

  if (!fixture_init (&fixture))
    return;
  settle (&fixture, look, 2);
  vanity_face_scale (&fixture.face, 0.7);
  vanity_lit_skin_measure (&fixture.skin, fixture.image, fixture.face.points);
  settle (&fixture, look, 3);
}

/* Somebody else does not get what was made for the one before. */
static void
test_clear (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"blush\"");
  VanityWornSheet worn[VANITY_WARDROBE_SHEETS];

  if (!fixture_init (&fixture))
    return;
  step (&fixture, look);
  vanity_wardrobe_clear (fixture.wardrobe);
  for (int i = 0; i < 100; i++)
    step (&fixture, NULL);
  g_assert_cmpint (vanity_wardrobe_get_count (fixture.wardrobe), ==, 0);
  settle (&fixture, look, 1);
  vanity_wardrobe_clear (fixture.wardrobe);
  g_assert_cmpint (vanity_wardrobe_get_worn (fixture.wardrobe, worn), ==, 0);
}

/* Freed at once, with a sheet in the making. */
static void
test_free (void)
{
  for (int i = 0; i < 3; i++)
    {
      g_auto (Fixture) fixture = { 0 };
      g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"blush\"");

      if (!fixture_init (&fixture))
        return;
      step (&fixture, look);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/wardrobe/fade", test_fade);
  g_test_add_func ("/live/wardrobe/renew", test_renew);
  g_test_add_func ("/live/wardrobe/clear", test_clear);
  g_test_add_func ("/live/wardrobe/free", test_free);
  return g_test_run ();
}
