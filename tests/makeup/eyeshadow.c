/* Eyeshadow: on the lid and in the socket, never on the eyeball, densest at the lashes. */
#include "eye-fixture.h"

/* Mean change over a small patch at (u, v). */
static double
get_change (const VanityCanvas *canvas, const VanityEyeFrame *frame, double u, double v)
{
  double sum = 0, x, y;

  vanity_eye_frame_to_photo (frame, u, v, &x, &y);
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      sum += (double)eye_fixture_get_change (canvas, (int)x + i, (int)y + j) / 9;
  return sum;
}

static VanityCanvas *
wear (double openness, const char *finish)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  VanityCanvas *canvas;
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (&vanity_eyeshadow_kind);

  /* One colour for all zones: the change is then the density. */
  for (int i = 0; i < layer->kind->n_params; i++)
    if (layer->kind->params[i].type == VANITY_PARAM_COLOR)
      layer->values[i].color = 0x302028;
  fixture.openness = openness;
  canvas = eye_fixture_new (&fixture);
  if (canvas == NULL)
    return NULL;
  g_assert_true (vanity_layer_set_choice (layer, "finish", finish, NULL));
  layer->kind->draw (layer, canvas);
  return canvas;
}

static void
test_eyeball (void)
{
  g_autoptr (VanityCanvas) canvas = wear (1, "shimmer");
  int inside = 0;

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);

      for (int y = 0; y < 480; y++)
        for (int x = 0; x < 400; x++)
          {
            gboolean eyeball = TRUE;

            /* A pixel whose four corners are well inside the opening. */
            for (int i = 0; i < 4 && eyeball; i++)
              {
                double u, v;

                vanity_eye_frame_from_photo (frame, x + (i & 1), y + (i >> 1), &u, &v);
                eyeball = vanity_eye_frame_get_opening (frame, u, v) >= 1;
              }
            if (!eyeball)
              continue;
            inside++;
            g_assert_cmpfloat (eye_fixture_get_change (canvas, x, y), ==, 0);
          }
    }
  g_assert_cmpint (inside, >, 300);
}

static void
test_gradation (void)
{
  g_autoptr (VanityCanvas) canvas = wear (1, "matte");

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);
      double middle = 0.6 * frame->length;
      double line = vanity_eye_curve_get (frame, &frame->upper, middle);
      double crease = vanity_eye_curve_get (frame, &frame->crease, middle);
      double brow = vanity_eye_curve_get (frame, &frame->brow, middle);
      double lid = get_change (canvas, frame, middle, line + 2.5 * frame->mm);
      double socket = get_change (canvas, frame, middle, crease + 0.45 * (brow - crease));
      double bone = get_change (canvas, frame, middle, crease + 0.9 * (brow - crease));

      g_assert_cmpfloat (lid, >, socket);
      g_assert_cmpfloat (socket, >, bone);
      g_assert_cmpfloat (lid, >, 0.05);
      g_assert_cmpfloat (bone, <, 0.01);
      /* Nothing on the cheek, nothing on the bridge of the nose. */
      g_assert_cmpfloat (get_change (canvas, frame, middle, -14 * frame->mm), ==, 0);
      g_assert_cmpfloat (get_change (canvas, frame, -12 * frame->mm, 0), <, 0.005);
    }
}

/* With the eye shut there is no eyeball to spare: the lid is covered down to the lashes. */
static void
test_shut (void)
{
  g_autoptr (VanityCanvas) canvas = wear (0.02, "matte");
  const VanityEyeFrame *frame;
  double middle;

  if (canvas == NULL)
    return;
  frame = vanity_eye_frame_get (canvas, FALSE);
  g_assert_cmpfloat (frame->shut, ==, 1);
  middle = 0.5 * frame->length;
  g_assert_cmpfloat (
      get_change (canvas, frame, middle,
                  vanity_eye_curve_get (frame, &frame->upper, middle) + 1.5 * frame->mm),
      >, 0.05);
}

/* Where neighbouring pixels differ, they differ little: no edge but along the eyeball. */
static void
test_soft (void)
{
  g_autoptr (VanityCanvas) canvas = wear (1, "matte");
  const VanityEyeFrame *frame;
  float before = -1, steepest = 0;
  double middle, brow;

  if (canvas == NULL)
    return;
  frame = vanity_eye_frame_get (canvas, TRUE);
  middle = 0.75 * frame->length;
  brow = vanity_eye_curve_get (frame, &frame->brow, middle) - 1.5 * frame->mm;
  for (double v = vanity_eye_curve_get (frame, &frame->upper, middle) + frame->mm; v < brow; v += 1)
    {
      double x, y;
      float change;

      vanity_eye_frame_to_photo (frame, middle, v, &x, &y);
      change = eye_fixture_get_change (canvas, (int)x, (int)y);
      if (before >= 0)
        steepest = MAX (steepest, ABS (change - before));
      before = change;
    }
  g_assert_cmpfloat (steepest, <, 0.08f);
}

/* A lid in shade, also in warm shade, is a lid; a dark, cool lens hides it. The other eye is made
 * up whatever lies before this one. */
static void
test_covered (void)
{
  static const struct
  {
    guint32 shade, lens;
    double least, most;
  } cases[] = {
    { 0, 0, 0.99, 1 },        { 0x6e5344, 0, 0.9, 1 },  { 0x8c4c3a, 0, 0.9, 1 },
    { 0, 0x1e3440, 0, 0.01 }, { 0, 0x4f8fb8, 0, 0.01 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EyeFixture fixture = EYE_FIXTURE_INIT;
      g_autoptr (VanityCanvas) canvas = NULL;

      fixture.shade = cases[i].shade;
      fixture.lens = cases[i].lens;
      canvas = eye_fixture_new (&fixture);
      if (canvas == NULL)
        return;
      g_assert_cmpfloat (vanity_eye_frame_get (canvas, TRUE)->sight, >=, cases[i].least);
      g_assert_cmpfloat (vanity_eye_frame_get (canvas, TRUE)->sight, <=, cases[i].most);
      g_assert_cmpfloat (vanity_eye_frame_get (canvas, FALSE)->sight, >, 0.99);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eye_fixture_add_tests (&vanity_eyeshadow_kind);
  g_test_add_func ("/eyeshadow/eyeball", test_eyeball);
  g_test_add_func ("/eyeshadow/gradation", test_gradation);
  g_test_add_func ("/eyeshadow/shut", test_shut);
  g_test_add_func ("/eyeshadow/soft", test_soft);
  g_test_add_func ("/eyeshadow/covered", test_covered);
  return g_test_run ();
}
