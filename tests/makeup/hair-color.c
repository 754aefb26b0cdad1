/* Hair takes the colour, as far as dye does; what is no hair, and what nobody is sure of, does not.
 */
#include "retouch-fixture.h"

#include "makeup/canvas.h"

#include <math.h>
#include <string.h>

#define PLACE 0, 112
#define RADIUS 26.0

static gboolean
is_hair (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  double px, py;

  retouch_place (portrait, PLACE, &px, &py);
  return hypot (x - px, y - py) < (RADIUS + 4) * retouch_get_unit (portrait);
}

static VanityImage *
make (Portrait *portrait, VanityFace *face)
{
  VanityImage *image;

  portrait->height = 980;
  portrait->y = 530;
  image = portrait_new (portrait, face);
  if (image != NULL)
    retouch_tint (portrait, image, PLACE, RADIUS, (VanityRgb){ 0.12f, 0.12f, 0.13f });
  return image;
}

static VanityHints *
make_hints (const Portrait *portrait, const VanityImage *image)
{
  VanityHints *hints = vanity_hints_new ();
  double px, py, reach = RADIUS * retouch_get_unit (portrait);
  VanityRect rect, photo = { 0, 0, image->width, image->height };
  VanityMask *hair;

  retouch_place (portrait, PLACE, &px, &py);
  rect = vanity_rect_around (px, py, px, py, 1.3 * reach);
  hair = vanity_mask_new (&rect, &photo, 3);
  for (int i = 0; i < hair->width * hair->height; i++)
    {
      double x = hair->rect.x + (i % hair->width + 0.5) * 3;
      double y = hair->rect.y + (i / hair->width + 0.5) * 3;

      hair->data[i] = hypot (x - px, y - py) < 0.93 * reach ? 0.97f : 0.01f;
    }
  vanity_hints_set_hair (hints, hair, retouch_get_mean (portrait, image, PLACE, 15), NULL);
  return hints;
}

static void
test_layer (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityHints) hints = NULL;
  g_autoptr (VanityImage) red = NULL;
  g_autoptr (VanityImage) fair = NULL;
  VanityLab before, after;

  if (image == NULL)
    return;
  hints = make_hints (&portrait, image);
  before = retouch_get_mean (&portrait, image, PLACE, 15);
  red = retouch_check (&portrait, image, &face, hints,
                       "\"kind\": \"hair-color\", \"color\": \"#7a1f1c\"", is_hair);
  after = retouch_get_mean (&portrait, red, PLACE, 15);
  g_assert_cmpfloat (after.a, >, before.a + 10);
  /* The lightest blond makes nobody blond. */
  fair = retouch_check (&portrait, image, &face, hints,
                        "\"kind\": \"hair-color\", \"color\": \"#f0e0b8\", \"lightening\": 1",
                        is_hair);
  after = retouch_get_mean (&portrait, fair, PLACE, 15);
  g_assert_cmpfloat (after.L, >, before.L + 2);
  g_assert_cmpfloat (after.L, <, before.L + 18);
}

/* Nobody looked, or nobody is sure. */
static void
test_unknown (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityHints) unsure = vanity_hints_new ();
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"hair-color\"");
  g_autoptr (VanityImage) one = NULL;
  g_autoptr (VanityImage) other = NULL;
  g_autofree char *note = NULL;

  if (image == NULL)
    return;
  vanity_hints_set_hair (unsure, NULL, (VanityLab){ 0, 0, 0 }, "Nobody is sure.");
  one = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"hair-color\"", NULL);
  other = retouch_check (&portrait, image, &face, unsure, "\"kind\": \"hair-color\"", NULL);
  note = vanity_look_get_notes (look, unsure);
  g_assert_cmpstr (note, ==, "Nobody is sure.");
  g_assert_null (vanity_look_get_notes (look, NULL));
}

static void
test_notes (void)
{
  g_autoptr (VanityHints) hints = vanity_hints_new ();
  g_autoptr (VanityLook) fair = portrait_look ("\"kind\": \"hair-color\", \"color\": \"#e8d8b0\"");
  g_autoptr (VanityLook) dark = portrait_look ("\"kind\": \"hair-color\", \"color\": \"#201814\"");
  g_autoptr (VanityLook) none = portrait_look ("\"kind\": \"hair-color\", \"opacity\": 0");
  g_autoptr (VanityLook) lips = portrait_look ("\"kind\": \"lipstick\"");
  VanityRect rect = { 0, 0, 8, 8 };
  g_autofree char *note = NULL;

  vanity_hints_set_hair (hints, vanity_mask_new (&rect, NULL, 1), (VanityLab){ 20, 4, 6 }, NULL);
  note = vanity_look_get_notes (fair, hints);
  g_assert_nonnull (note);
  g_assert_null (vanity_look_get_notes (dark, hints));
  g_assert_cmpuint (vanity_look_get_hints (fair), ==, VANITY_HINT_HAIR);
  g_assert_cmpuint (vanity_look_get_hints (none), ==, VANITY_HINT_NONE);
  g_assert_cmpuint (vanity_look_get_hints (lips), ==, VANITY_HINT_NONE);
}

static void
assert_equal (const VanityImage *one, const VanityImage *other)
{
  for (int y = 0; y < one->height; y++)
    g_assert_cmpmem (vanity_image_row (one, y), (gsize)one->width * 4, vanity_image_row (other, y),
                     (gsize)other->width * 4);
}

/* Drawn into a picture that shows another look, laid on one, and taken off again. */
static void
test_render (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityLook) look = portrait_look (
      "\"kind\": \"hair-color\", \"color\": \"#7a1f1c\" }, { \"kind\": \"foundation\" }, "
      "{ \"kind\": \"lipstick\"");
  g_autoptr (VanityHints) hints = NULL;
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (VanityImage) fresh = NULL;
  g_autoptr (VanityImage) again = NULL;
  g_autoptr (VanityImage) laid = NULL;
  VanityRect changed, hair;

  if (image == NULL)
    return;
  hints = make_hints (&portrait, image);
  renderer = vanity_renderer_new (image, &face, NULL, NULL);
  vanity_renderer_set_hints (renderer, hints);
  g_assert_true (vanity_renderer_set_look (renderer, look, NULL, NULL));
  fresh = vanity_renderer_render (renderer, 0.7, NULL);
  again = vanity_renderer_render (renderer, 1, NULL);
  vanity_renderer_render_into (renderer, 0.7, again, &changed);
  assert_equal (fresh, again);
  hair = vanity_hints_get_hair (hints)->rect;
  g_assert_cmpint (changed.y, <=, hair.y);
  g_assert_cmpint (changed.y + changed.height, >=, (int)face.points[17].y);
  laid = vanity_image_copy (image, NULL);
  vanity_renderer_lay (renderer, 0.7, laid, NULL);
  assert_equal (fresh, laid);
  vanity_renderer_render_into (renderer, 0, again, NULL);
  assert_equal (image, again);
  /* The next look has no hair. */
  vanity_renderer_render_into (renderer, 0, fresh, NULL);
  g_assert_true (vanity_renderer_set_look (renderer, NULL, NULL, NULL));
  vanity_renderer_render_into (renderer, 1, fresh, &changed);
  g_assert_cmpint (changed.height, ==, 0);
  assert_equal (image, fresh);
}

/* The colour of each half, where a person wears two. */
static void
test_sides (void)
{
  static const char *const members[] = {
    "\"kind\": \"hair-color\", \"color\": \"#7a1f1c\"",
    "\"kind\": \"hair-color\", \"color\": \"#1c3f8a\"",
    "\"kind\": \"hair-color\", \"color\": \"#7a1f1c\", \"left\": { \"color\": \"#1c3f8a\" }",
  };
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityHints) hints = NULL;
  g_autoptr (GPtrArray) worn = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_image_unref);
  int n[2] = { 0, 0 };

  if (image == NULL)
    return;
  hints = make_hints (&portrait, image);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (VanityLook) look = portrait_look (members[i]);
      g_autoptr (VanityRenderer) renderer = vanity_renderer_new (image, &face, NULL, NULL);

      vanity_renderer_set_hints (renderer, hints);
      g_assert_true (vanity_renderer_set_look (renderer, look, NULL, NULL));
      g_ptr_array_add (worn, vanity_renderer_render (renderer, 1, NULL));
    }
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        /* Seen from in front the person's left is on the right. */
        gboolean left = x + 0.5 > portrait.x;

        if (fabs (x + 0.5 - portrait.x) < 16 * retouch_get_unit (&portrait))
          continue;
        g_assert_true (portrait_same (worn->pdata[2], worn->pdata[left], x, y));
        n[left] += !portrait_same (worn->pdata[2], worn->pdata[!left], x, y);
      }
  g_assert_cmpint (n[0], >, 500);
  g_assert_cmpint (n[1], >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/hair-color/layer", test_layer);
  g_test_add_func ("/makeup/hair-color/unknown", test_unknown);
  g_test_add_func ("/makeup/hair-color/notes", test_notes);
  g_test_add_func ("/makeup/hair-color/render", test_render);
  g_test_add_func ("/makeup/hair-color/sides", test_sides);
  return g_test_run ();
}
