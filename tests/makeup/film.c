/* Colour mixing against a plain version of what film.h says, written one pixel at a time. */
#include "makeup/film.h"

#include "portrait.h"

#include <math.h>

static VanityCanvas *
new_canvas (guint32 skin)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GError) error = NULL;
  VanityCanvas *canvas;

  portrait.skin = skin;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return NULL;
  canvas = vanity_canvas_new (image, &face, &error);
  g_assert_no_error (error);
  return canvas;
}

static float
luminance (const float rgb[3])
{
  return 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
}

typedef struct
{
  float worn[3], source[3], light[3], pigment[3], base, form, coverage;
} Place;

static void
transmit (const float pigment[3], float out[3])
{
  float highest = MAX (MAX (pigment[0], pigment[1]), pigment[2]);

  for (int k = 0; k < 3; k++)
    out[k] = pigment[k] / highest * powf (highest, 0.25f);
}

static void
mix_plainly (const VanityFilm *film, const Place *place, float out[3])
{
  float ratio = MAX (luminance (place->source) / place->form, 0.12f), through[3];
  float plain = MIN (ratio, 1.12f), excess = (ratio - plain) * place->form * 0.85f;
  float shade = place->form / place->base, highest, lit = luminance (place->light);
  float diffuse;

  shade = MIN (shade > 1 ? 1 + 0.65f * (shade - 1) : shade, 1.5f);
  diffuse = MAX (1 + (float)film->texture * (plain * shade - 1), 0.05f);
  highest = MAX (MAX (place->pigment[0], place->pigment[1]), place->pigment[2]);
  transmit (place->pigment, through);
  for (int k = 0; k < 3; k++)
    {
      float stain = place->worn[k] * through[k], target = 0, a = place->coverage;

      switch (film->blend)
        {
        case VANITY_BLEND_COVER:
          /* Three tenths of a satin's highlights are seen through the pigment. */
          target = place->light[k]
                   * (place->pigment[k] * (diffuse + 0.3f * excess / (lit * highest))
                      + 0.7f * excess / lit);
          target = stain + (float)film->body * (target - stain);
          out[k] = place->worn[k] + a * (target - place->worn[k]);
          break;
        case VANITY_BLEND_STAIN:
          out[k] = place->worn[k] + a * (stain - place->worn[k]);
          break;
        case VANITY_BLEND_GAIN:
          out[k] = place->worn[k] * (1 + a * (place->pigment[k] - 1));
          break;
        case VANITY_BLEND_GLOW:
        default:
          ratio = CLAMP (luminance (place->source) / place->base, 0.4f, 2.0f);
          out[k] = place->worn[k]
                   + a * ratio * ratio * place->light[k] * place->pigment[k]
                         * MAX (1 - place->worn[k], 0);
          break;
        }
    }
}

static void
check_blend (VanityCanvas *canvas, VanityBlend blend, double body, double texture, float form)
{
  VanityRect rect = { 100, 120, 90, 70 };
  g_autoptr (VanityMask) coverage = vanity_mask_new (&rect, NULL, 1);
  g_autoptr (VanityMask) shape = vanity_mask_copy (canvas->base);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  VanityFilm film = VANITY_FILM_INIT (coverage, ((VanityRgb){ 0.42f, 0.06f, 0.09f }));
  gsize size = (gsize)canvas->rect.width * (gsize)canvas->rect.height;
  g_autofree float *before[3] = { NULL, NULL, NULL };

  film.blend = blend;
  film.body = body;
  film.texture = texture;
  film.opacity = 0.8;
  vanity_mask_scale (shape, form);
  film.form = shape;
  for (int i = 0; i < coverage->width * coverage->height; i++)
    coverage->data[i] = i % 5 == 0 ? 0 : (float)g_rand_double_range (rand, 0.01, 1);
  for (int k = 0; k < 3; k++)
    before[k] = g_memdup2 (canvas->worn[k], size * sizeof (float));
  vanity_canvas_lay (canvas, &film);
  for (int y = 0; y < canvas->rect.height; y++)
    {
      g_autofree float *fields = g_new (float, 5 * canvas->rect.width);
      const VanityMask *sources[5]
          = { canvas->light[0], canvas->light[1], canvas->light[2], canvas->base, coverage };
      int n = canvas->rect.width, photo_y = canvas->rect.y + y;

      for (int f = 0; f < 4; f++)
        vanity_mask_get_field_row (sources[f], photo_y, canvas->rect.x, n, fields + f * n);
      vanity_mask_get_row (coverage, photo_y, canvas->rect.x, n, fields + 4 * n);
      for (int x = 0; x < n; x++)
        {
          gsize i = (gsize)y * (gsize)n + (gsize)x;
          Place place = { .base = fields[3 * n + x],
                          .form = form * fields[3 * n + x],
                          .coverage = 0.8f * fields[4 * n + x],
                          .pigment = { 0.42f, 0.06f, 0.09f } };
          float wanted[3];

          for (int k = 0; k < 3; k++)
            {
              place.worn[k] = before[k][i];
              place.source[k] = canvas->source[k][i];
              place.light[k] = fields[k * n + x];
            }
          mix_plainly (&film, &place, wanted);
          for (int k = 0; k < 3; k++)
            if (place.coverage <= 0)
              g_assert_true (canvas->worn[k][i] == before[k][i]);
            else
              g_assert_cmpfloat_with_epsilon ((double)canvas->worn[k][i], (double)wanted[k], 2e-5);
        }
    }
  for (int k = 1; k < 3; k++)
    g_free (before[k]);
}

static void
test_blends (void)
{
  g_autoptr (VanityCanvas) canvas = new_canvas (0xc8967a);

  if (canvas == NULL)
    return;
  check_blend (canvas, VANITY_BLEND_COVER, 1, 1, 1);
  check_blend (canvas, VANITY_BLEND_COVER, 0.4, 0.7, 1);
  check_blend (canvas, VANITY_BLEND_COVER, 1, 1, 0.6f);
  check_blend (canvas, VANITY_BLEND_COVER, 0.9, 1, 1.3f);
  check_blend (canvas, VANITY_BLEND_COVER, 1, 0.8, 2.5f);
  check_blend (canvas, VANITY_BLEND_STAIN, 1, 1, 1);
  check_blend (canvas, VANITY_BLEND_GLOW, 1, 1, 1);
  check_blend (canvas, VANITY_BLEND_GAIN, 1, 1, 1);
}

/* Every finish leaves finite, unclipped colours and a pixel without coverage alone. */
static void
test_finishes (void)
{
  g_autoptr (VanityCanvas) canvas = new_canvas (0x5a3a2c);
  VanityRect rect;
  g_autoptr (VanityMask) coverage = NULL;

  if (canvas == NULL)
    return;
  rect = canvas->rect;
  rect.height /= 2;
  coverage = vanity_mask_new (&rect, NULL, 1);
  for (int i = 0; i < coverage->width * coverage->height; i++)
    coverage->data[i] = i % 2 ? 1 : 0;
  for (int finish = VANITY_FILM_FINISH_SATIN; finish <= VANITY_FILM_FINISH_METALLIC; finish++)
    for (int blend = VANITY_BLEND_COVER; blend <= VANITY_BLEND_GAIN; blend++)
      {
        VanityFilm film = VANITY_FILM_INIT (coverage, ((VanityRgb){ 0.9f, 0.8f, 0.6f }));

        film.finish = finish;
        film.blend = blend;
        vanity_canvas_clean (canvas);
        vanity_canvas_lay (canvas, &film);
        for (int i = 0; i < canvas->rect.width * canvas->rect.height; i++)
          for (int k = 0; k < 3; k++)
            {
              g_assert_true (isfinite (canvas->worn[k][i]));
              g_assert_cmpfloat (canvas->worn[k][i], >=, 0);
              if (i % 2 == 0 || i >= coverage->width * coverage->height)
                g_assert_true (canvas->worn[k][i] == canvas->source[k][i]);
            }
      }
}

/* A powder's swatch is held near the skin it is worn on, its hue kept. */
static void
test_adapt (void)
{
  static const guint32 skins[] = { 0xf3e0d2, 0xc8967a, 0x825c43, 0x3a2a22 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      g_autoptr (VanityCanvas) canvas = new_canvas (skins[s]);
      VanityRgb pigment = { 0.87f, 0.43f, 0.48f };
      VanityLab worn, swatch;

      if (canvas == NULL)
        return;
      swatch = vanity_lab_from_linear (pigment);
      worn = vanity_lab_from_linear (vanity_canvas_adapt (canvas, pigment, 5, 30));
      g_assert_cmpfloat (worn.L, <=, swatch.L + 0.5f);
      g_assert_cmpfloat (fabs (atan2 ((double)worn.b, (double)worn.a)
                               - atan2 ((double)swatch.b, (double)swatch.a)),
                         <, 0.15);
    }
}

static void
test_parse (void)
{
  g_assert_cmpint (vanity_film_finish_parse ("gloss"), ==, VANITY_FILM_FINISH_GLOSS);
  g_assert_cmpint (vanity_film_finish_parse ("metallic"), ==, VANITY_FILM_FINISH_METALLIC);
  g_assert_cmpint (vanity_film_finish_parse ("fuzzy"), ==, VANITY_FILM_FINISH_SATIN);
  g_assert_cmpint (vanity_film_finish_parse (NULL), ==, VANITY_FILM_FINISH_SATIN);
}

/* The same stick is the deeper the deeper the face, a pale one less so, and keeps its hue. */
static void
test_deepen (void)
{
  static const guint32 skins[] = { 0xf3e0d2, 0xc8967a, 0x825c43, 0x3a2a22 };
  const VanityRgb red = { 0.45f, 0.01f, 0.015f }, nude = { 0.5f, 0.25f, 0.19f };
  float last = INFINITY;

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      g_autoptr (VanityCanvas) canvas = new_canvas (skins[s]);
      VanityRgb worn, pale;

      if (canvas == NULL)
        return;
      worn = vanity_canvas_deepen (canvas, red, canvas->complexion.skin_lab);
      pale = vanity_canvas_deepen (canvas, nude, canvas->complexion.skin_lab);
      g_assert_cmpfloat (worn.r, <=, last);
      g_assert_cmpfloat (worn.r, >, 0.6f * red.r);
      g_assert_cmpfloat (fabsf (worn.g / worn.r - red.g / red.r), <, 1e-4f);
      g_assert_cmpfloat (fabsf (1 - pale.r / nude.r), <=, fabsf (1 - worn.r / red.r) + 1e-4f);
      last = worn.r;
    }
  g_assert_cmpfloat (last, <, 0.85f * red.r);
}

/* A place that is nowhere, as a face gone wrong may ask for, is the nearest pixel or the first. */
static void
test_nowhere (void)
{
  g_autoptr (VanityCanvas) canvas = new_canvas (0xc8967a);
  const double places[][2] = { { (double)NAN, (double)NAN }, { -1e30, -(double)INFINITY } };
  VanityRgb first, last, far;
  gsize n;

  if (canvas == NULL)
    return;
  n = (gsize)canvas->rect.width * (gsize)canvas->rect.height;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      first = vanity_canvas_get_source (canvas, places[i][0], places[i][1]);
      g_assert_cmpfloat (first.r, ==, canvas->source[0][0]);
      g_assert_cmpfloat (first.b, ==, canvas->source[2][0]);
    }
  far = vanity_canvas_get_source (canvas, 1e30, (double)INFINITY);
  last
      = (VanityRgb){ canvas->source[0][n - 1], canvas->source[1][n - 1], canvas->source[2][n - 1] };
  g_assert_cmpfloat (far.r, ==, last.r);
  g_assert_cmpfloat (far.g, ==, last.g);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/film/blends", test_blends);
  g_test_add_func ("/makeup/film/finishes", test_finishes);
  g_test_add_func ("/makeup/film/adapt", test_adapt);
  g_test_add_func ("/makeup/film/parse", test_parse);
  g_test_add_func ("/makeup/film/deepen", test_deepen);
  g_test_add_func ("/makeup/film/nowhere", test_nowhere);
  return g_test_run ();
}
