#include "transfer/readout.h"

#include "base/error.h"
#include "portrait.h"
#include "transfer/outline.h"

#include <math.h>
#include <string.h>

#define SIZE 128

typedef struct
{
  VanityFace face;
  VanityImage *image; /* NULL where the canonical mesh is not installed */
  VanityTexture *texture;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (GError) error = NULL;

  portrait.depth = GPOINTER_TO_INT (data);
  fixture->image = portrait_new (&portrait, &fixture->face);
  fixture->texture = fixture->image ? vanity_texture_new (fixture->image, &fixture->face, SIZE,
                                                          VANITY_GLASSES_NONE, &error)
                                    : NULL;
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->image, vanity_image_unref);
  g_clear_pointer (&fixture->texture, vanity_texture_free);
}

static void
measure (const Fixture *fixture, const VanityImage *after, const VanityTints *wanted,
         VanityReadout *readout)
{
  const VanityFace *face = &fixture->face;
  g_autoptr (GError) error = NULL;

  vanity_readout_measure (fixture->image, after, &face, 1, fixture->texture, wanted, readout,
                          &error);
  g_assert_no_error (error);
}

/* Whether a row's spans hold the pixel. */
static gboolean
is_inside (const VanityOutline *outline, int x, int y)
{
  int n;
  const VanitySpan *spans = vanity_outline_get_row (outline, y, &n);

  for (int i = 0; i < n; i++)
    if (x >= spans[i].from && x < spans[i].to)
      return TRUE;
  return FALSE;
}

/* Sets every channel but alpha, `value` of 255. */
static void
set_pixel (VanityImage *image, int x, int y, double value)
{
  guint8 *pixel = vanity_image_row (image, y) + (gsize)x * image->depth / 2;

  for (int c = 0; c < 3; c++)
    if (image->depth == 16)
      ((guint16 *)(gpointer)pixel)[c] = (guint16)(CLAMP (value, 0, 255) * 257);
    else
      pixel[c] = (guint8)CLAMP (value, 0, 255);
}

static double
get_luma (const VanityImage *image, int x, int y)
{
  const guint8 *pixel;

  x = CLAMP (x, 0, image->width - 1);
  y = CLAMP (y, 0, image->height - 1);
  pixel = vanity_image_row (image, y) + (gsize)x * image->depth / 2;
  if (image->depth == 16)
    {
      const guint16 *wide = (const guint16 *)(gconstpointer)pixel;

      return (54 * wide[0] + 183 * wide[1] + 19 * wide[2]) / 65536.0;
    }
  return (54 * pixel[0] + 183 * pixel[1] + 19 * pixel[2]) / 256.0;
}

/* Nothing was done: all is kept. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) after = NULL;
  VanityReadout readout;

  if (fixture->image == NULL)
    return;
  after = vanity_image_copy (fixture->image, NULL);
  measure (fixture, after, NULL, &readout);
  g_assert_cmpfloat_with_epsilon (readout.structure.correlation, 1, 1e-9);
  g_assert_cmpuint (readout.structure.outside, ==, 0);
  g_assert_cmpfloat (readout.fidelity.skin_shift, <, 1e-3);
  g_assert_true (readout.before.known && readout.before.seen[VANITY_TINT_LIPS]);
  g_assert_false (readout.fidelity.seen[VANITY_TINT_LIPS]);
}

/* The correlation is that of a plain loop over windows. */
static void
test_reference (Fixture *fixture, gconstpointer data)
{
  const VanityFace *face = &fixture->face;
  g_autoptr (VanityImage) after = NULL;
  g_autoptr (VanityOutline) outline = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  double n = 0, sums[5] = { 0 }, expected;
  VanityReadout readout;
  int radius;

  if (fixture->image == NULL)
    return;
  outline = vanity_outline_new (&face, 1, fixture->image->width, fixture->image->height, NULL);
  after = vanity_image_copy (fixture->image, NULL);
  for (int y = 0; y < after->height; y++)
    for (int x = 0; x < after->width; x++)
      set_pixel (after, x, y, get_luma (after, x, y) + g_rand_double_range (random, -9, 9));
  radius = (int)(0.01 * MAX (outline->right - outline->left, outline->rows) + 0.5);
  for (int y = 0; y < after->height; y++)
    for (int x = 0; x < after->width; x++)
      if (is_inside (outline, x, y))
        {
          const VanityImage *images[2] = { fixture->image, after };
          double detail[2];

          for (int k = 0; k < 2; k++)
            {
              double sum = 0;

              for (int v = y - radius; v <= y + radius; v++)
                for (int u = x - radius; u <= x + radius; u++)
                  sum += get_luma (images[k], u, v);
              detail[k] = get_luma (images[k], x, y) - sum / ((2 * radius + 1) * (2 * radius + 1));
            }
          n++;
          sums[0] += detail[0];
          sums[1] += detail[1];
          sums[2] += detail[0] * detail[0];
          sums[3] += detail[1] * detail[1];
          sums[4] += detail[0] * detail[1];
        }
  expected = (sums[4] - sums[0] * sums[1] / n)
             / sqrt ((sums[2] - sums[0] * sums[0] / n) * (sums[3] - sums[1] * sums[1] / n));
  measure (fixture, after, NULL, &readout);
  g_test_message ("radius %d, correlation %.6f of %.0f pixels, expected %.6f", radius,
                  readout.structure.correlation, n, expected);
  g_assert_cmpfloat (expected, <, 0.95);
  g_assert_cmpfloat (expected, >, 0.1);
  g_assert_cmpfloat_with_epsilon (readout.structure.correlation, expected,
                                  fixture->image->depth == 8 ? 1e-5 : 1e-3);
}

/* A face that was smoothed lost its structure; one that is lighter did not, but has other skin. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) smooth = NULL;
  g_autoptr (VanityImage) light = NULL;
  VanityReadout readout;

  if (fixture->image == NULL)
    return;
  smooth = vanity_image_copy (fixture->image, NULL);
  light = vanity_image_copy (fixture->image, NULL);
  for (int y = 2; y < smooth->height - 2; y++)
    for (int x = 2; x < smooth->width - 2; x++)
      {
        guint8 *pixel = vanity_image_row (light, y) + (gsize)x * light->depth / 2;
        double sum = 0;

        for (int v = -2; v <= 2; v++)
          for (int u = -2; u <= 2; u++)
            sum += get_luma (fixture->image, x + u, y + v);
        set_pixel (smooth, x, y, sum / 25);
        for (int c = 0; c < 3; c++)
          if (light->depth == 16)
            ((guint16 *)(gpointer)pixel)[c]
                = MIN (((guint16 *)(gpointer)pixel)[c] + 16 * 257, 65535);
          else
            pixel[c] = MIN (pixel[c] + 16, 255);
      }
  measure (fixture, smooth, NULL, &readout);
  g_test_message ("smoothed: %.3f", readout.structure.correlation);
  g_assert_cmpfloat (readout.structure.correlation, <, 0.95);
  measure (fixture, light, NULL, &readout);
  g_assert_cmpfloat (readout.structure.correlation, >, 0.999);
  g_assert_cmpfloat (readout.after.skin.L - readout.before.skin.L, >, 4);
  g_assert_cmpfloat_with_epsilon (readout.fidelity.skin_shift,
                                  vanity_lab_delta_e2000 (readout.before.skin, readout.after.skin),
                                  1e-9);
  g_assert_cmpfloat (readout.fidelity.skin_shift, >, 3);
}

/* One pixel more or less is told, wherever it is; those of the face are none of them. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  const VanityFace *face = &fixture->face;
  VanityFace *other = NULL;
  const VanityFace *both[2] = { face, NULL };
  g_autoptr (VanityImage) after = NULL;
  g_autoptr (VanityOutline) outline = NULL;
  g_autoptr (GError) error = NULL;
  VanityReadout readout;
  VanityStructure structure;
  guint n_outside = 0;

  if (fixture->image == NULL)
    return;
  after = vanity_image_copy (fixture->image, NULL);
  set_pixel (after, 0, 0, 1);
  measure (fixture, after, NULL, &readout);
  g_assert_cmpuint (readout.structure.outside, ==, 1);
  set_pixel (after, after->width - 1, after->height - 1, 1);
  measure (fixture, after, NULL, &readout);
  g_assert_cmpuint (readout.structure.outside, ==, 2);

  outline = vanity_outline_new (&face, 1, after->width, after->height, &error);
  g_assert_no_error (error);
  g_assert_true (is_inside (outline, (int)face->points[1].x, (int)face->points[1].y));
  for (int y = 0; y < after->height; y++)
    for (int x = 0; x < after->width; x++)
      {
        set_pixel (after, x, y, get_luma (after, x, y) > 128 ? 3 : 250);
        n_outside += !is_inside (outline, x, y);
      }
  measure (fixture, after, NULL, &readout);
  g_assert_cmpuint (readout.structure.outside, ==, n_outside);
  g_assert_cmpuint (n_outside, <, after->width * after->height * 3 / 4);

  /* Another face that was made over as well may have changed. */
  other = vanity_face_copy (face);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    other->points[i].x += 60;
  both[1] = other;
  vanity_structure_compare (fixture->image, after, both, 2, &structure, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (structure.outside, <, n_outside);
  g_assert_cmpfloat (structure.correlation, ==, readout.structure.correlation);
  vanity_face_free (other);
}

/* A photo of another size was not made of this one. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const VanityFace *face = &fixture->face;
  g_autoptr (VanityImage) after = NULL;
  g_autoptr (GError) error = NULL;
  VanityReadout readout;

  if (fixture->image == NULL)
    return;
  after = vanity_image_new (fixture->image->width, fixture->image->height + 1,
                            fixture->image->depth, fixture->image->space, NULL);
  g_assert_false (vanity_readout_measure (fixture->image, after, &face, 1, fixture->texture, NULL,
                                          &readout, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* Red lips are asked for and painted: they are told, with what is left to do; the rest is not. */
static void
test_colours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityImage) after = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *lips, *object;
  VanityTints wanted;
  VanityReadout readout;

  if (fixture->image == NULL)
    return;
  look = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#a01830\", \"opacity\": 0.8");
  after = portrait_wear (fixture->image, &fixture->face, look, 1);
  measure (fixture, after, NULL, &readout);
  wanted = readout.after;
  wanted.seen[VANITY_TINT_CHEEKS] = wanted.seen[VANITY_TINT_LIDS] = FALSE;
  wanted.tint[VANITY_TINT_LIPS].a
      += 0.25f * (readout.after.tint[VANITY_TINT_LIPS].a - readout.before.tint[VANITY_TINT_LIPS].a);
  measure (fixture, after, &wanted, &readout);
  g_assert_cmpuint (readout.structure.outside, ==, 0);
  g_assert_cmpfloat (readout.structure.correlation, >, 0.8);
  g_assert_cmpfloat (readout.fidelity.skin_shift, <, 0.3);
  g_assert_cmpfloat (readout.fidelity.start[VANITY_TINT_LIPS], >, VANITY_FIDELITY_START);
  g_assert_cmpfloat (readout.fidelity.fidelity[VANITY_TINT_LIPS], >, 0.7);
  g_assert_cmpfloat (readout.fidelity.fidelity[VANITY_TINT_LIPS], <, 0.95);

  node = vanity_readout_to_json (&readout);
  object = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (object, "outside"), ==, 0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "structure"),
                                  readout.structure.correlation, 1e-4);
  g_assert_true (json_object_has_member (json_object_get_object_member (object, "skin"), "shift"));
  object = json_object_get_object_member (object, "regions");
  lips = json_object_get_object_member (object, "lips");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (lips, "fidelity"),
                                  readout.fidelity.fidelity[VANITY_TINT_LIPS], 1e-3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (lips, "wanted")), ==, 3);
  g_assert_false (
      json_object_has_member (json_object_get_object_member (object, "cheeks"), "wanted"));

  text = vanity_readout_get_text (&readout);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "Outside the face: not a pixel changed\n"));
  g_assert_nonnull (strstr (text, "\nLips: "));
  g_assert_nonnull (strstr (text, "\nBrows: much like the reference"));
  g_assert_null (strstr (text, "Cheeks"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "same", test_same },       { "reference", test_reference }, { "kept", test_kept },
    { "outside", test_outside }, { "refused", test_refused },     { "colours", test_colours },
  };

  g_setenv ("LC_ALL", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    for (int depth = 8; depth <= 16; depth += 8)
      {
        g_autofree char *path
            = g_strdup_printf ("/transfer/readout/%s/%d-bit", tests[i].name, depth);

        g_test_add (path, Fixture, GINT_TO_POINTER (depth), set_up, tests[i].test, tear_down);
      }
  return g_test_run ();
}
