#include "eye-fixture.h"

#include "face/mesh.h"
#include "makeup/path.h"

#include <math.h>

#define SKIN 0xc0, 0x92, 0x78
#define WHITE 0xe4, 0xe0, 0xdc
#define IRIS 0x50, 0x38, 0x28
#define HAIR 0x38, 0x28, 0x20

/* Corners first, then lids, of both eyes; the lids close on the line between the corners. */
static const guint16 lids[2][2][9] = {
  { { 133, 173, 157, 158, 159, 160, 161, 246, 33 }, { 133, 155, 154, 153, 145, 144, 163, 7, 33 } },
  { { 362, 398, 384, 385, 386, 387, 388, 466, 263 },
    { 362, 382, 381, 380, 374, 373, 390, 249, 263 } },
};

static gboolean
place_points (const EyeFixture *fixture, VanityFace *face)
{
  const float *canonical;
  int n_triangles;
  double yaw = fixture->yaw * G_PI / 180, scale = fixture->width / 22.0;
  g_autoptr (GRand) rand = g_rand_new_with_seed (fixture->seed);

  if (vanity_mesh_get_triangles (&n_triangles, &canonical, NULL) == NULL)
    return FALSE;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double x = (double)canonical[3 * i], y = (double)canonical[3 * i + 1];
      double z = (double)canonical[3 * i + 2];

      face->points[i].x = (float)(0.5 * fixture->width + scale * (x * cos (yaw) + z * sin (yaw)));
      face->points[i].y = (float)(0.48 * fixture->height - scale * y);
      face->points[i].z = (float)(-scale * (z * cos (yaw) - x * sin (yaw)));
    }
  for (int eye = 0; eye < 2; eye++)
    for (int i = 1; i < 8; i++)
      {
        VanityPoint *upper = &face->points[lids[eye][0][i]];
        VanityPoint *lower = &face->points[lids[eye][1][i]];
        float middle = 0.35f * upper->y + 0.65f * lower->y;

        upper->y = middle + (float)fixture->openness * (upper->y - middle);
        lower->y = middle + (float)fixture->openness * (lower->y - middle);
      }
  for (int eye = 0; eye < 2; eye++)
    for (int i = 0; i < 5; i++)
      {
        const VanityPoint *a = &face->points[lids[eye][0][0]];
        const VanityPoint *b = &face->points[lids[eye][0][8]];

        face->points[468 + 5 * eye + i] = (VanityPoint){
          0.5f * (a->x + b->x) + (float)(0.55 * scale * (i == 1) - 0.55 * scale * (i == 3)),
          0.5f * (a->y + b->y) + (float)(0.55 * scale * (i == 4) - 0.55 * scale * (i == 2)),
          0.5f * (a->z + b->z)
        };
      }
  if (fixture->noise > 0)
    for (int i = 0; i < VANITY_FACE_POINTS; i++)
      {
        face->points[i].x += (float)g_rand_double_range (rand, -fixture->noise, fixture->noise);
        face->points[i].y += (float)g_rand_double_range (rand, -fixture->noise, fixture->noise);
      }
  return TRUE;
}

static void
paint (VanityImage *image, const VanityMask *mask, int r, int g, int b)
{
  int color[3] = { r, g, b };

  for (int j = 0; mask != NULL && j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      {
        guint8 *pixel = vanity_image_row (image, mask->rect.y + j) + 4 * (mask->rect.x + i);
        float a = mask->data[j * mask->width + i];

        for (int c = 0; c < 3; c++)
          pixel[c] = (guint8)lrintf ((float)pixel[c] + a * ((float)color[c] - (float)pixel[c]));
      }
}

static VanityMask *
fill_contour (const VanityImage *image, const VanityFace *face, VanityContourId id, double feather)
{
  VanityRect photo = { 0, 0, image->width, image->height };
  g_autoptr (VanityPath) path = vanity_path_new_contour (face, id);
  VanityMask *mask = vanity_mask_new (&photo, NULL, 1);

  vanity_path_fill (path, mask);
  vanity_mask_blur (mask, feather);
  return mask;
}

/* A patch round the left eye as large as a lens. */
static void
paint_round_eye (VanityImage *image, const VanityFace *face, guint32 color)
{
  const VanityPoint *inner = &face->points[362], *outer = &face->points[263];
  double length = hypot ((double)(outer->x - inner->x), (double)(outer->y - inner->y));
  VanityRect photo = { 0, 0, image->width, image->height };
  g_autoptr (VanityMask) mask = NULL;

  if (color == 0)
    return;
  mask = vanity_mask_new (&photo, NULL, 1);
  for (int j = 0; j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      {
        double x = (i + 0.5 - 0.5 * (double)(inner->x + outer->x)) / (0.85 * length);
        double y = (j + 0.5 - 0.5 * (double)(inner->y + outer->y)) / (0.6 * length);

        mask->data[j * mask->width + i] = x * x + y * y < 1 ? 1 : 0;
      }
  vanity_mask_blur (mask, 1.5);
  paint (image, mask, (int)(color >> 16), (int)(color >> 8 & 0xff), (int)(color & 0xff));
}

VanityCanvas *
eye_fixture_new (const EyeFixture *fixture)
{
  g_autoptr (VanityImage) image
      = vanity_image_new (fixture->width, fixture->height, 8, vanity_color_space_get_srgb (), NULL);
  g_autofree VanityFace *face = g_new0 (VanityFace, 1);
  VanityRect photo = { 0, 0, fixture->width, fixture->height };
  g_autoptr (VanityMask) all = vanity_mask_new (&photo, NULL, 1);
  g_autoptr (GError) error = NULL;
  VanityCanvas *canvas;

  if (!place_points (fixture, face))
    {
      g_test_skip ("The canonical mesh is not installed");
      return NULL;
    }
  for (int i = 0; i < all->width * all->height; i++)
    all->data[i] = 1;
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      vanity_image_row (image, y)[4 * x + 3] = 255;
  paint (image, all, SKIN);
  paint_round_eye (image, face, fixture->shade);
  for (int left = 0; left < 2; left++)
    {
      g_autoptr (VanityMask) brow = fill_contour (
          image, face, left ? VANITY_CONTOUR_BROW_LEFT : VANITY_CONTOUR_BROW_RIGHT, 1.5);
      g_autoptr (VanityMask) opening = fill_contour (
          image, face, left ? VANITY_CONTOUR_EYE_LEFT : VANITY_CONTOUR_EYE_RIGHT, 0.6);
      g_autoptr (VanityMask) iris = fill_contour (
          image, face, left ? VANITY_CONTOUR_IRIS_LEFT : VANITY_CONTOUR_IRIS_RIGHT, 0.6);

      paint (image, brow, HAIR);
      if (fixture->openness < 0.3)
        continue;
      vanity_mask_multiply (iris, opening);
      paint (image, opening, WHITE);
      paint (image, iris, IRIS);
    }
  paint_round_eye (image, face, fixture->lens);
  canvas = vanity_canvas_new (image, face, &error);
  if (fixture->noise <= 0)
    g_assert_no_error (error);
  return canvas;
}

VanityLayer *
eye_fixture_new_layer (const VanityLayerKind *kind)
{
  VanityLayer *layer = vanity_layer_new (kind);

  for (int i = 0; i < kind->n_params; i++)
    {
      const char *id = kind->params[i].id;

      if (kind->params[i].type == VANITY_PARAM_NUMBER
          && (g_str_has_suffix (id, "amount") || g_str_equal (id, "opacity")
              || g_str_equal (id, "upper") || g_str_equal (id, "lower")
              || g_str_equal (id, "fill")))
        layer->values[i].number = 1;
    }
  return layer;
}

float
eye_fixture_get_change (const VanityCanvas *canvas, int x, int y)
{
  float most = 0;
  int i = x - canvas->rect.x, j = y - canvas->rect.y;

  if (i < 0 || j < 0 || i >= canvas->rect.width || j >= canvas->rect.height)
    return 0;
  for (int c = 0; c < 3; c++)
    {
      gsize at = (gsize)j * (gsize)canvas->rect.width + (gsize)i;

      most = MAX (most, fabsf (canvas->worn[c][at] - canvas->source[c][at]));
    }
  return most;
}

double
eye_fixture_get_total (const VanityCanvas *canvas)
{
  double total = 0;

  for (int y = canvas->rect.y; y < canvas->rect.y + canvas->rect.height; y++)
    for (int x = canvas->rect.x; x < canvas->rect.x + canvas->rect.width; x++)
      total += (double)eye_fixture_get_change (canvas, x, y);
  return total;
}

static void
test_opacity (gconstpointer data)
{
  const VanityLayerKind *kind = data;
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (kind);
  double last = 0;

  if (canvas == NULL)
    return;
  for (int i = 0; i <= 4; i++)
    {
      double total;

      vanity_canvas_clean (canvas);
      g_assert_true (vanity_layer_set_number (layer, "opacity", i / 4.0, NULL));
      kind->draw (layer, canvas);
      total = eye_fixture_get_total (canvas);
      if (i == 0)
        g_assert_cmpfloat (total, ==, 0);
      else
        g_assert_cmpfloat (total, >, last);
      last = total;
    }
}

/* The photo's middle is the fixture's: pixel x looks into its mirror at width − 1 − x. */
static void
test_mirror (gconstpointer data)
{
  const VanityLayerKind *kind = data;
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (kind);
  double difference = 0, total;

  if (canvas == NULL)
    return;
  kind->draw (layer, canvas);
  total = eye_fixture_get_total (canvas);
  for (int y = 0; y < fixture.height; y++)
    for (int x = 0; x < fixture.width / 2; x++)
      difference += 2
                    * (double)fabsf (eye_fixture_get_change (canvas, x, y)
                                     - eye_fixture_get_change (canvas, fixture.width - 1 - x, y));
  g_test_message ("%.1f of %.1f", difference, total);
  g_assert_cmpfloat (total, >, 1);
  g_assert_cmpfloat (difference, <, 0.12 * total);
}

static void
assert_finite (const VanityCanvas *canvas)
{
  gsize n = (gsize)canvas->rect.width * (gsize)canvas->rect.height;

  for (int c = 0; c < 3; c++)
    for (gsize i = 0; i < n; i++)
      g_assert_true (isfinite (canvas->worn[c][i]));
}

static void
test_survives (gconstpointer data)
{
  const VanityLayerKind *kind = data;
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (kind);

  for (guint32 i = 0; i < 48; i++)
    {
      EyeFixture fixture = { .width = 96, .height = 112, .seed = i };
      g_autoptr (VanityCanvas) canvas = NULL;

      fixture.openness = i % 4 / 3.0;
      fixture.yaw = i % 2 ? 0 : (i % 11) * 16.0 - 80;
      fixture.noise = i % 3 ? 0 : i * 1.5;
      canvas = eye_fixture_new (&fixture);
      if (canvas == NULL)
        {
          if (fixture.noise <= 0)
            return;
          continue;
        }
      kind->draw (layer, canvas);
      assert_finite (canvas);
    }
}

/* All points in one place, and a face whose eyes lie outside the photo. */
static void
test_degenerate (gconstpointer data)
{
  const VanityLayerKind *kind = data;
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (kind);
  VanityFace face;

  if (canvas == NULL)
    return;
  face = canvas->face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    canvas->face.points[i] = (VanityPoint){ 100, 100, 0 };
  kind->draw (layer, canvas);
  g_assert_cmpfloat (eye_fixture_get_total (canvas), ==, 0);

  /* The canvas remembers what it measured: begin anew. */
  g_clear_pointer (&canvas, vanity_canvas_free);
  canvas = eye_fixture_new (&fixture);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    canvas->face.points[i].x = face.points[i].x + 5000;
  kind->draw (layer, canvas);
  g_assert_cmpfloat (eye_fixture_get_total (canvas), ==, 0);
}

void
eye_fixture_add_tests (const VanityLayerKind *kind)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "opacity", test_opacity },
    { "mirror", test_mirror },
    { "survives", test_survives },
    { "degenerate", test_degenerate },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", kind->id, tests[i].name);

      g_test_add_data_func (path, kind, tests[i].test);
    }
}
