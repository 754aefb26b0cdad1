/* What the networks tell a look of a photo: on a portrait kept beside the checkout
 * ($VANITY_SHARED; skipped without), and on one of nobody. */
#include "app/hints-make.h"

#include "face/finder.h"
#include "image/photo.h"
#include "makeup/canvas.h"
#include "portrait.h"

#include <math.h>

/* Of the portraits kept beside the checkout; NULL after g_test_skip (). */
static VanityPhoto *
load_portrait (const char *name, VanityFace **face)
{
  const char *shared = g_getenv ("VANITY_SHARED");
  g_autofree char *path
      = g_build_filename (shared ? shared : "", "data", "faces", "img", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPhoto) photo = shared ? vanity_photo_load (file, NULL, NULL) : NULL;
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (NULL);
  g_autoptr (GPtrArray) faces = NULL;

  if (photo == NULL || finder == NULL)
    {
      g_test_skip ("The portraits or the networks are not installed");
      return NULL;
    }
  faces = vanity_face_finder_find (finder, vanity_photo_get_image (photo), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faces->len, >, 0);
  *face = vanity_face_copy (faces->pdata[0]);
  return g_steal_pointer (&photo);
}

static void
test_hair (void)
{
  g_autoptr (VanityFace) face = NULL;
  g_autoptr (VanityPhoto) photo = load_portrait ("sfhq-0001.jpg", &face);
  g_autoptr (VanityHints) hints = NULL;
  g_autoptr (GError) error = NULL;
  const VanityMask *hair;
  const VanityPoint *top, *nose, *chin;

  if (photo == NULL)
    return;
  hints = vanity_hints_make (vanity_photo_get_image (photo), face, VANITY_HINT_HAIR, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_hints_have (hints, VANITY_HINT_HAIR));
  hair = vanity_hints_get_hair (hints);
  g_assert_nonnull (hair);
  g_assert_null (vanity_hints_get_hair_why (hints));
  top = &face->points[10];
  nose = &face->points[4];
  chin = &face->points[152];
  /* Above the forehead, on the nose, below the chin. */
  g_assert_cmpfloat (
      vanity_canvas_sample (hair, (double)top->x, (double)(top->y - 0.15f * (chin->y - top->y))), >,
      0.8);
  g_assert_cmpfloat (vanity_canvas_sample (hair, (double)nose->x, (double)nose->y), <, 0.05);
  g_assert_cmpfloat (
      vanity_canvas_sample (hair, (double)chin->x, (double)(chin->y + 0.1f * (chin->y - top->y))),
      <, 0.1);
  g_assert_cmpfloat (vanity_hints_get_hair_color (hints).L, >, 2);
  g_assert_cmpfloat (vanity_hints_get_hair_color (hints).L, <, 90);
}

/* Nobody knows where the hair is, and why is said. */
static void
assert_unknown (const VanityImage *image, const VanityFace *face)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityHints) hints = vanity_hints_make (image, face, VANITY_HINT_HAIR, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (vanity_hints_have (hints, VANITY_HINT_HAIR));
  g_assert_null (vanity_hints_get_hair (hints));
  g_assert_nonnull (vanity_hints_get_hair_why (hints));
}

/* No hair; and points that are no face. */
static void
test_none (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  assert_unknown (image, &face);
  face.points[10].x = NAN;
  assert_unknown (image, &face);
}

static void
test_wanted (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (VanityHints) hints = NULL;
  g_autoptr (VanityHints) none = NULL;
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  hints = vanity_hints_make (image, &face, VANITY_HINT_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (vanity_hints_have (hints, VANITY_HINT_HAIR));
  g_cancellable_cancel (cancellable);
  none = vanity_hints_make (image, &face, VANITY_HINT_HAIR, cancellable, &error);
  if (none == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_nonnull (vanity_hints_get_hair_why (none)); /* without the network */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/hints-make/hair", test_hair);
  g_test_add_func ("/app/hints-make/none", test_none);
  g_test_add_func ("/app/hints-make/wanted", test_wanted);
  return g_test_run ();
}
