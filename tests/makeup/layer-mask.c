#include "makeup/layer-mask.h"

#include "base/error.h"
#include "makeup/look-json.h"
#include "makeup/look.h"

#include <math.h>
#include <png.h>
#include <string.h>

#define SIZE VANITY_LAYER_MASK_SIZE
#define TEXELS VANITY_LAYER_MASK_TEXELS

static const VanityMaskBrush eraser
    = { .tool = VANITY_MASK_ERASE, .radius = 0.05, .feather = 0.5, .flow = 1 };

static const VanityMaskPoint line[] = { { 0.3f, 0.4f, 1 }, { 0.6f, 0.4f, 1 } };

static guint8
get_erase (const VanityLayerMask *mask, double u, double v)
{
  return vanity_layer_mask_get (mask, VANITY_MASK_ERASE, (int)(u * SIZE), (int)(v * SIZE));
}

static guint8
get_add (const VanityLayerMask *mask, double u, double v)
{
  return vanity_layer_mask_get (mask, VANITY_MASK_ADD, (int)(u * SIZE), (int)(v * SIZE));
}

static VanityLayerMask *
new_noise (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *maps = g_malloc (2 * TEXELS);

  for (int i = 0; i < 2 * TEXELS; i++)
    maps[i] = (guint8)g_rand_int_range (random, 0, 256);
  return vanity_layer_mask_new (maps, maps + TEXELS);
}

static void
test_neutral (void)
{
  g_autoptr (VanityLayerMask) mask = vanity_layer_mask_new (NULL, NULL);
  g_autoptr (VanityLayerMask) erased
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);

  g_assert_true (vanity_layer_mask_is_neutral (NULL));
  g_assert_true (vanity_layer_mask_is_neutral (mask));
  g_assert_true (vanity_layer_mask_equal (mask, NULL));
  g_assert_false (vanity_layer_mask_is_neutral (erased));
  g_assert_false (vanity_layer_mask_equal (erased, NULL));
}

/* Full in the middle, fading to nothing at the radius, nothing elsewhere. */
static void
test_stroke (void)
{
  g_autoptr (VanityLayerMask) mask
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  guint8 last = 255;

  g_assert_cmpint (get_erase (mask, 0.45, 0.4), ==, 255);
  g_assert_cmpint (get_erase (mask, 0.32, 0.4), ==, 255);
  for (double v = 0.4; v < 0.6; v += 1.0 / SIZE)
    {
      guint8 here = get_erase (mask, 0.45, v);

      g_assert_cmpint (here, <=, last);
      g_assert_cmpint (last - here, <=, 255 / 5);
      last = here;
      if (v > 0.4 + eraser.radius + 1.0 / SIZE)
        g_assert_cmpint (here, ==, 0);
    }
  for (int i = 0; i < TEXELS; i++)
    g_assert_cmpint (vanity_layer_mask_get (mask, VANITY_MASK_ADD, i % SIZE, i / SIZE), ==, 0);
}

/* A stroke is no thicker where it crosses itself or stands still; a second one is. */
static void
test_flow (void)
{
  const VanityMaskPoint there_and_back[]
      = { { 0.3f, 0.4f, 1 }, { 0.6f, 0.4f, 1 }, { 0.3f, 0.4f, 1 }, { 0.3f, 0.4f, 1 } };
  VanityMaskBrush faint = eraser;
  g_autoptr (VanityLayerMask) once = NULL;
  g_autoptr (VanityLayerMask) again = NULL;
  g_autoptr (VanityLayerMask) twice = NULL;

  faint.flow = 0.4;
  once = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &faint);
  again
      = vanity_layer_mask_with_stroke (NULL, there_and_back, G_N_ELEMENTS (there_and_back), &faint);
  twice = vanity_layer_mask_with_stroke (once, line, G_N_ELEMENTS (line), &faint);
  g_assert_true (vanity_layer_mask_equal (once, again));
  g_assert_cmpint (get_erase (once, 0.45, 0.4), ==, 102);
  g_assert_cmpint (get_erase (twice, 0.45, 0.4), ==, 163);
}

static void
test_take_back (void)
{
  VanityMaskBrush adder = eraser;
  g_autoptr (VanityLayerMask) erased
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  g_autoptr (VanityLayerMask) added = NULL;

  adder.tool = VANITY_MASK_ADD;
  added = vanity_layer_mask_with_stroke (erased, line, G_N_ELEMENTS (line), &adder);
  g_assert_cmpint (get_erase (added, 0.45, 0.4), ==, 0);
  g_assert_cmpint (get_add (added, 0.45, 0.4), ==, 255);
}

static void
test_pressure (void)
{
  const VanityMaskPoint growing[] = { { 0.3f, 0.4f, 0 }, { 0.6f, 0.4f, 1 } };
  g_autoptr (VanityLayerMask) mask
      = vanity_layer_mask_with_stroke (NULL, growing, G_N_ELEMENTS (growing), &eraser);

  g_assert_cmpint (get_erase (mask, 0.35, 0.4), <, get_erase (mask, 0.45, 0.4));
  g_assert_cmpint (get_erase (mask, 0.45, 0.4), <, get_erase (mask, 0.58, 0.4));
}

static void
test_mirror (void)
{
  const VanityMaskPoint dab = { 0.2f, 0.4f, 1 };
  VanityMaskBrush both = eraser;
  g_autoptr (VanityLayerMask) mask = NULL;
  g_autoptr (VanityLayerMask) mirrored = NULL;

  both.mirror = TRUE;
  mask = vanity_layer_mask_with_stroke (NULL, &dab, 1, &both);
  mirrored = vanity_layer_mask_new_mirrored (mask);
  g_assert_cmpint (get_erase (mask, 0.2, 0.4), ==, 255);
  g_assert_cmpint (get_erase (mask, 0.799, 0.4), ==, 255);
  g_assert_cmpint (get_erase (mask, 0.5, 0.4), ==, 0);
  g_assert_true (vanity_layer_mask_equal (mask, mirrored));
}

/* What a mask holds is what was touched, and masks that follow one another share the rest. */
static void
test_size (void)
{
  const VanityMaskPoint dab = { 0.8f, 0.8f, 1 };
  g_autoptr (VanityLayerMask) noise = new_noise (2);
  g_autoptr (VanityLayerMask) one
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  g_autoptr (VanityLayerMask) two = vanity_layer_mask_with_stroke (one, &dab, 1, &eraser);
  g_autofree guint8 *values = g_malloc (TEXELS);

  g_assert_cmpuint (vanity_layer_mask_get_size (NULL), ==, 0);
  g_assert_cmpuint (vanity_layer_mask_get_size (noise), ==, 2 * TEXELS);
  g_assert_cmpuint (vanity_layer_mask_get_size (one), <, TEXELS / 4);
  g_assert_cmpuint (vanity_layer_mask_get_size (two), >, vanity_layer_mask_get_size (one));
  vanity_layer_mask_copy_map (two, VANITY_MASK_ERASE, values);
  for (int i = 0; i < TEXELS; i++)
    g_assert_cmpint (values[i], ==,
                     vanity_layer_mask_get (two, VANITY_MASK_ERASE, i % SIZE, i / SIZE));
  g_assert_cmpint (vanity_layer_mask_get (two, VANITY_MASK_ERASE, -1, SIZE), ==, 0);
}

/* Points from anywhere do no harm. */
static void
test_wild_points (void)
{
  const VanityMaskPoint points[]
      = { { NAN, 0.4f, 1 },    { -1e30f, 1e30f, 1 },  { 0.5f, INFINITY, 1 },
          { 0.5f, 0.4f, NAN }, { 1e30f, -1e30f, -7 }, { 0.5f, 0.5f, 1e9f } };
  VanityMaskBrush brush = eraser;

  for (int k = 0; k < 3; k++)
    {
      g_autoptr (VanityLayerMask) mask = NULL;

      brush.radius = (double[]){ 1e30, 1e-30, 0.05 }[k];
      mask = vanity_layer_mask_with_stroke (NULL, points, G_N_ELEMENTS (points), &brush);
      g_assert_nonnull (mask);
    }
}

static void
test_text (void)
{
  g_autoptr (VanityLayerMask) noise = new_noise (1);
  g_autoptr (VanityLayerMask) stroke
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  const VanityLayerMask *masks[] = { noise, stroke };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = vanity_layer_mask_to_text (masks[i]);
      g_autofree char *again = vanity_layer_mask_to_text (masks[i]);
      g_autoptr (VanityLayerMask) read = vanity_layer_mask_parse (text, &error);

      g_test_message ("%" G_GSIZE_FORMAT " characters", strlen (text));
      g_assert_no_error (error);
      g_assert_true (vanity_layer_mask_equal (masks[i], read));
      g_assert_cmpstr (text, ==, again);
      g_assert_cmpint (strlen (text), <=, VANITY_LAYER_MASK_MAX_TEXT);
    }
}

/* A PNG of another shape, in base64. */
static char *
new_png (guint width, guint height, guint32 format)
{
  png_image png
      = { .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format };
  g_autofree guint8 *pixels = g_malloc0 (PNG_IMAGE_SIZE (png));
  png_alloc_size_t size = 0;
  g_autofree guint8 *bytes = NULL;

  g_assert_true (png_image_write_to_memory (&png, NULL, &size, 0, pixels, 0, NULL));
  bytes = g_malloc (size);
  g_assert_true (png_image_write_to_memory (&png, bytes, &size, 0, pixels, 0, NULL));
  return g_base64_encode (bytes, size);
}

static void
check_refused (const char *text, VanityError code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_layer_mask_parse (text, &error));
  g_assert_error (error, VANITY_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_hostile (void)
{
  g_autofree char *small = new_png (16, 16, PNG_FORMAT_GRAY);
  g_autofree char *wide = new_png (8192, 4096, PNG_FORMAT_GRAY);
  g_autofree char *colored = new_png (SIZE, 2 * SIZE, PNG_FORMAT_RGB);
  g_autofree char *deep = new_png (SIZE, 2 * SIZE, PNG_FORMAT_LINEAR_Y);
  g_autofree char *right = new_png (SIZE, 2 * SIZE, PNG_FORMAT_GRAY);
  g_autofree char *lengthy = g_strnfill (VANITY_LAYER_MASK_MAX_TEXT + 4, 'A');

  check_refused ("", VANITY_ERROR_VALUE, "base64");
  check_refused ("!!!!", VANITY_ERROR_VALUE, "base64");
  check_refused ("AAA", VANITY_ERROR_VALUE, "base64");
  check_refused ("AAAA", VANITY_ERROR_VALUE, "damaged");
  check_refused (small, VANITY_ERROR_VALUE, "16 × 16");
  check_refused (wide, VANITY_ERROR_VALUE, "8192 × 4096");
  check_refused (colored, VANITY_ERROR_VALUE, "8-bit grey");
  check_refused (deep, VANITY_ERROR_VALUE, "8-bit grey");
  check_refused (lengthy, VANITY_ERROR_LIMIT, "characters");
  /* Cut off where it is still base64. */
  right[strlen (right) / 8 * 4] = '\0';
  check_refused (right, VANITY_ERROR_VALUE, "damaged");
}

/* With one byte changed it reads or is refused. */
static void
test_damaged (void)
{
  g_autoptr (VanityLayerMask) stroke
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  g_autofree char *text = vanity_layer_mask_to_text (stroke);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i += 1 + i / 64)
    {
      g_autoptr (VanityLayerMask) mask = NULL;
      g_autoptr (GError) error = NULL;
      char was = text[i];

      text[i] = was == 'B' ? 'x' : 'B';
      mask = vanity_layer_mask_parse (text, &error);
      g_assert_true ((mask == NULL) == (error != NULL));
      text[i] = was;
    }
}

static VanityLook *
load (const char *mask, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": "
                         "[ { \"kind\": \"blush\", \"mask\": %s } ] }",
                         mask);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return vanity_look_load_bytes (bytes, "x.json", error);
}

static void
test_look (void)
{
  g_autoptr (VanityLayerMask) stroke
      = vanity_layer_mask_with_stroke (NULL, line, G_N_ELEMENTS (line), &eraser);
  g_autofree char *text = vanity_layer_mask_to_text (stroke);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLook) look = load (quoted, &error);
  g_autoptr (VanityLook) copy = NULL;
  g_autoptr (VanityLook) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *json;

  g_assert_no_error (error);
  copy = vanity_look_copy (look);
  json = vanity_look_to_json (copy);
  bytes = g_bytes_new_take (json, strlen (json));
  again = vanity_look_load_bytes (bytes, "y.json", &error);
  g_assert_no_error (error);
  g_assert_true (vanity_layer_equal (look->layers->pdata[0], again->layers->pdata[0]));
  g_assert_true (vanity_layer_mask_equal (((VanityLayer *)again->layers->pdata[0])->mask, stroke));

  vanity_layer_set_mask (copy->layers->pdata[0], NULL);
  g_assert_false (vanity_layer_equal (look->layers->pdata[0], copy->layers->pdata[0]));
}

/* Errors say which layer of which file. */
static void
test_look_refused (void)
{
  static const char *const wrong[] = { "7", "null", "\"AAAA\"", "\"not base64\"", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (wrong[i], &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "x.json"));
      g_assert_nonnull (strstr (error->message, "mask"));
      g_assert_nonnull (strstr (error->message, "blush"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-mask/neutral", test_neutral);
  g_test_add_func ("/layer-mask/stroke", test_stroke);
  g_test_add_func ("/layer-mask/flow", test_flow);
  g_test_add_func ("/layer-mask/take-back", test_take_back);
  g_test_add_func ("/layer-mask/pressure", test_pressure);
  g_test_add_func ("/layer-mask/mirror", test_mirror);
  g_test_add_func ("/layer-mask/size", test_size);
  g_test_add_func ("/layer-mask/wild-points", test_wild_points);
  g_test_add_func ("/layer-mask/text", test_text);
  g_test_add_func ("/layer-mask/hostile", test_hostile);
  g_test_add_func ("/layer-mask/damaged", test_damaged);
  g_test_add_func ("/layer-mask/look", test_look);
  g_test_add_func ("/layer-mask/look-refused", test_look_refused);
  return g_test_run ();
}
