/* What lies over the lips.
 *
 * The mouth is cut into columns from the opening over a lip to the skin beyond. Where there are
 * lips, a column steps from lip to skin at the border; where something lies over them (a straw, a
 * tongue put out) it goes on across the border unchanged, and what is found beyond is not skin.
 * Over a mouth wide open a tongue also goes on unchanged from deep within. A moustache is darker
 * and far less red than skin. */
#include "makeup/lips-border.h"

#include <math.h>
#include <string.h>

#define N VANITY_LIPS_POINTS
/* Near the corners lips are too thin to tell. */
#define CORNER 0.25
/* Widest opening that no tongue is looked for in, and narrowest where one is, mm. */
#define SHUT_MM 15.0
#define OPEN_MM 19.0
#define HAIR_GAP 16 /* columns; the corners are as wide */

/* A place's colour: Lab, and its a and b as they are whatever the shading (Lab's a, b and L + 16
 * go alike with the light; a little more keeps the noise of dark pixels down). */
typedef struct
{
  double L, a, b, red, yellow;
} Color;

typedef struct
{
  const VanityCanvas *canvas;
  const VanityLips *lips;
  double inner[N][2];
  Color skin[16];
  int n_skin;
} Mouth;

static double
ramp (double from, double to, double x)
{
  double t = CLAMP ((x - from) / (to - from), 0, 1);

  return t * t * (3 - 2 * t);
}

static Color
get_color (VanityLab lab)
{
  double L = (double)lab.L, a = (double)lab.a, b = (double)lab.b, bright = MAX (L, 0) + 30;

  return (Color){ L, a, b, a / bright, b / bright };
}

/* The mean over 0.8 mm. */
static Color
look (const VanityCanvas *canvas, double x, double y)
{
  VanityRgb sum = { 0, 0, 0 };

  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      {
        VanityRgb rgb = vanity_canvas_get_source (canvas, x + 0.4 * i * canvas->lip_unit,
                                                  y + 0.4 * j * canvas->lip_unit);

        sum.r += rgb.r / 9;
        sum.g += rgb.g / 9;
        sum.b += rgb.b / 9;
      }
  return get_color (vanity_lab_from_linear (sum));
}

/* In column i: `share` runs from the opening (0) to the border (1), then `out` mm farther. */
static Color
look_along (const Mouth *mouth, int i, double share, double out)
{
  const VanityLips *lips = mouth->lips;
  double x = mouth->inner[i][0], y = mouth->inner[i][1], away = out * mouth->canvas->lip_unit;

  return look (mouth->canvas, x + share * (lips->border[i].x - x) + away * lips->border[i].nx,
               y + share * (lips->border[i].y - y) + away * lips->border[i].ny);
}

/* Lightness changes with the form. */
static double
get_difference (const Color *one, const Color *other)
{
  double L = 0.6 * (one->L - other->L), a = one->a - other->a, b = one->b - other->b;

  return sqrt (L * L + a * a + b * b);
}

/* Skin in this photo's several lights: the face's, beside the corners, above the lips. */
static void
collect_skin (Mouth *mouth)
{
  static const struct
  {
    int column;
    double out;
  } places[] = {
    { 0, 5 },    { 2, 5 },    { 94, 5 },   { 48, 5 },   { 46, 5 },   { 50, 5 },
    { 62, 3.5 }, { 66, 3.5 }, { 70, 3.5 }, { 74, 3.5 }, { 78, 3.5 }, { 82, 3.5 },
  };

  mouth->skin[mouth->n_skin++] = get_color (mouth->canvas->complexion.skin_lab);
  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    mouth->skin[mouth->n_skin++] = look_along (mouth, places[k].column, 1, places[k].out);
}

/* How little a colour is like any skin of this photo; 0 where it is too dark or bright to say.
 * Skin in the shade of the lower lip strays as far as 0.3: redder, and yellower in warm light. */
static double
get_foreignness (const Mouth *mouth, const Color *color)
{
  double nearest = G_MAXDOUBLE;

  for (int k = 0; k < mouth->n_skin; k++)
    nearest = MIN (nearest,
                   hypot (color->red - mouth->skin[k].red, color->yellow - mouth->skin[k].yellow));
  return ramp (0.32, 0.42, nearest) * ramp (13, 20, color->L) * (1 - ramp (84, 92, color->L));
}

/* How sure it is that column i goes on from the lip to something that is not skin. */
static double
get_crossing (const Mouth *mouth, int i)
{
  Color lip = look_along (mouth, i, 0.8, 0), near = look_along (mouth, i, 1, 1.2);
  Color beyond = look_along (mouth, i, 1, 2.5), far = look_along (mouth, i, 1, 4);

  return MIN (get_foreignness (mouth, &beyond), get_foreignness (mouth, &far))
         * (1 - ramp (9, 16, get_difference (&lip, &near)));
}

/* How sure it is that column i of the lower lip goes on from deep in the mouth to the skin. */
static double
get_tongue (const Mouth *mouth, int i)
{
  static const double outward[][2]
      = { { 0.1, 0 }, { 0.4, 0 }, { 0.7, 0 }, { 1, 0.5 }, { 1, 1.5 }, { 1, 2.5 } };
  const VanityLips *lips = mouth->lips;
  double thick
      = hypot (lips->border[i].x - mouth->inner[i][0], lips->border[i].y - mouth->inner[i][1])
        / mouth->canvas->lip_unit;
  double deep = MIN (0.35 * lips->gap, 9) / MAX (thick, 0.5), step = 0, darkest = 100;
  double inward[4] = { -deep, -0.7 * deep, -0.4 * deep, -1.2 / MAX (thick, 0.5) };
  Color last = { 0 };

  if (i >= N / 2 || lips->gap <= SHUT_MM)
    return 0;
  for (gsize k = 0; k < G_N_ELEMENTS (inward) + G_N_ELEMENTS (outward); k++)
    {
      gsize out = k - MIN (k, G_N_ELEMENTS (inward));
      Color color = k < G_N_ELEMENTS (inward)
                        ? look_along (mouth, i, inward[k], 0)
                        : look_along (mouth, i, outward[out][0], outward[out][1]);

      darkest = MIN (darkest, color.L);
      if (k > 0)
        step = MAX (step, get_difference (&color, &last));
      last = color;
    }
  return ramp (SHUT_MM, OPEN_MM, lips->gap) * (1 - ramp (6, 10, step)) * ramp (18, 26, darkest);
}

/* How sure it is that column i is hair (a moustache over the lip, a strand): darker than skin and
 * far less red, which lips never are. */
static double
get_hair (const Mouth *mouth, int i)
{
  static const double shares[] = { 0.3, 0.5, 0.7 };
  const Color *skin = &mouth->skin[0];
  double sure = ramp (0.06, 0.10, skin->red); /* not in a photo without colours */

  for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
    {
      Color color = look_along (mouth, i, shares[k], 0);

      sure = MIN (sure, ramp (0.36, 0.24, color.red / MAX (skin->red, 0.1))
                            * ramp (-4, -12, color.L - skin->L));
    }
  return sure;
}

/* The mean over five columns, of those away from the corners. */
static void
smooth_columns (double sure[N])
{
  double raw[N];

  for (int i = 0; i < N; i++)
    raw[i] = fabs (sin (2 * G_PI * i / N)) < CORNER ? 0 : sure[i];
  for (int i = 0; i < N; i++)
    {
      sure[i] = 0;
      for (int k = -2; k <= 2; k++)
        sure[i] += raw[(i + k + N) % N] / 5;
    }
}

/* Marks what hair covers. A dark lip may look like hair in a few columns: a third must, before any
 * is believed; then half as sure is enough, and a gap of few columns is none. */
static void
mark_hair (const Mouth *mouth, gboolean covered[N])
{
  gboolean hair[N];
  double sure[N];
  int n = 0, run = 0;

  for (int i = 0; i < N; i++)
    sure[i] = get_hair (mouth, i);
  smooth_columns (sure);
  for (int i = 0; i < N; i++)
    {
      n += sure[i] > 0.5;
      hair[i] = sure[i] > 0.25;
    }
  if (n < N / 3)
    return;
  for (int i = 0; i < 2 * N; i++)
    if (!hair[i % N])
      run++;
    else
      {
        for (int k = 1; run < HAIR_GAP && i > run && k <= run; k++)
          hair[(i - k) % N] = TRUE;
        run = 0;
      }
  for (int i = 0; i < N; i++)
    covered[i] |= hair[i];
}

/* Columns that are covered; FALSE when none is. */
static gboolean
find_columns (const Mouth *mouth, gboolean covered[N])
{
  gboolean any = FALSE;
  double sure[N];

  for (int i = 0; i < N; i++)
    sure[i] = MAX (get_crossing (mouth, i), get_tongue (mouth, i));
  smooth_columns (sure);
  for (int i = 0; i < N; i++)
    covered[i] = sure[i] > 0.5;
  mark_hair (mouth, covered);
  for (int i = 0; i < N; i++)
    any |= covered[i];
  return any;
}

/* The columns that are covered, with those within `grow` of one (without those within −grow of one
 * that is not), as a mask. */
static VanityMask *
draw_columns (const Mouth *mouth, const gboolean covered[N], int grow, const VanityRect *rect)
{
  const VanityLips *lips = mouth->lips;
  VanityMask *mask = vanity_mask_new (rect, &mouth->canvas->rect, 1);
  double reach = 3 * mouth->canvas->lip_unit;
  gboolean drawn[N];

  for (int i = 0; i < N; i++)
    {
      drawn[i] = grow < 0;
      for (int k = -ABS (grow); k <= ABS (grow); k++)
        if (covered[(i + k + N) % N] == (grow >= 0))
          drawn[i] = grow >= 0;
    }
  for (int i = 0; mask != NULL && i < N; i++)
    if (drawn[i])
      {
        int next = (i + 1) % N, before = (i + N - 1) % N;
        VanityKnot corners[4];
        g_autoptr (VanityPath) path = NULL;

        for (int k = 0; k < 4; k++)
          {
            int from = k == 0 || k == 3 ? before : next;
            double x = mouth->inner[from][0], y = mouth->inner[from][1], away = reach;

            if (k >= 2)
              {
                x = lips->border[from].x;
                y = lips->border[from].y;
              }
            else
              away = -reach;
            corners[k] = (VanityKnot){ x + away * lips->border[from].nx,
                                       y + away * lips->border[from].ny, 0 };
          }
        path = vanity_path_new_polyline (corners, 4, TRUE);
        vanity_path_fill (path, mask);
      }
  vanity_mask_blur (mask, MAX (0.5 * mouth->canvas->lip_unit, 0.5));
  return mask;
}

/* The middle colours of the columns that are covered, and of those that are not. */
static void
learn_colors (const Mouth *mouth, const gboolean covered[N], Color *cover, Color *lip)
{
  double sum[2][3] = { { 0 } }, n[2] = { 0, 0 };
  Color mean[2];

  for (int i = 0; i < N; i++)
    {
      Color color = look_along (mouth, i, 0.55, 0);
      int which = covered[i] ? 0 : 1;

      if (fabs (sin (2 * G_PI * i / N)) < CORNER)
        continue;
      sum[which][0] += color.L;
      sum[which][1] += color.a;
      sum[which][2] += color.b;
      n[which]++;
    }
  for (int k = 0; k < 2; k++)
    mean[k] = (Color){ .L = sum[k][0] / MAX (n[k], 1),
                       .a = sum[k][1] / MAX (n[k], 1),
                       .b = sum[k][2] / MAX (n[k], 1) };
  *cover = mean[0];
  *lip = mean[1];
}

/* What is beside a tongue and of its colour rather than that of lips is tongue too. */
static void
spread (const Mouth *mouth, gboolean covered[N], const Color *cover, const Color *lip)
{
  if (mouth->lips->gap <= SHUT_MM)
    return;
  for (int way = -1; way <= 1; way += 2)
    for (int step = 0; step < N; step++)
      {
        int i = way > 0 ? step : N - 1 - step, before = (i - way + N) % N;
        Color color = look_along (mouth, i, 0.55, 0);

        if (!covered[i] && covered[before] && (i < N / 2) == (before < N / 2)
            && get_difference (&color, cover) < get_difference (&color, lip))
          covered[i] = TRUE;
      }
}

VanityMask *
vanity_lips_find_cover (const VanityCanvas *canvas, const VanityLips *lips)
{
  Mouth mouth = { .canvas = canvas, .lips = lips };
  gboolean covered[N];
  g_autoptr (VanityPath) border = NULL;
  g_autoptr (VanityMask) middle = NULL;
  VanityMask *mask;
  VanityRect rect;
  Color cover, lip;

  /* A column must be wider than a pixel. */
  if (canvas->lip_unit < 0.8
      || !vanity_lips_sample_contour (canvas, VANITY_CONTOUR_LIPS_INNER, mouth.inner))
    return NULL;
  collect_skin (&mouth);
  border = vanity_lips_new_border (canvas, lips, 2);
  if (!find_columns (&mouth, covered) || !vanity_path_get_bounds (border, 2, &rect))
    return NULL;
  learn_colors (&mouth, covered, &cover, &lip);
  spread (&mouth, covered, &cover, &lip);
  mask = draw_columns (&mouth, covered, 1, &rect);
  middle = draw_columns (&mouth, covered, -1, &rect);
  if (mask == NULL || middle == NULL)
    return mask;
  /* Its edges are where the colour changes. */
  for (int i = 0; i < mask->width * mask->height; i++)
    if (mask->data[i] > 0)
      {
        Color color = get_color (vanity_lab_from_linear (vanity_canvas_get_source (
            canvas, mask->rect.x + i % mask->width + 0.5, mask->rect.y + i / mask->width + 0.5)));
        double off = get_difference (&color, &cover), on = get_difference (&color, &lip);

        mask->data[i] *= (float)ramp (-0.3, 0.3, (on - off) / MAX (on + off, 1e-6));
        mask->data[i] = MAX (mask->data[i], middle->data[i]);
      }
  return mask;
}
