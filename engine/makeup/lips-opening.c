/* The opening between the lips as the photo shows it: the mesh's is a millimetre off here and
 * there, and shut where only a line of teeth shows. */
#include "makeup/lips-border.h"

#include <math.h>
#include <string.h>

#define N VANITY_LIPS_POINTS
#define STEP_MM 0.2
#define LIPS_MM 1.4  /* how far lips may go on into the mesh's opening */
#define TEETH_MM 1.8 /* how far teeth may go on out of it */

/* The column of the other lip. */
static int
get_opposite (int i)
{
  return (N - i) % N;
}

/* The mean over half a millimetre. */
static VanityLab
look (const VanityCanvas *canvas, double x, double y)
{
  VanityRgb sum = { 0, 0, 0 };

  for (int j = -1; j <= 1; j += 2)
    for (int i = -1; i <= 1; i += 2)
      {
        VanityRgb rgb = vanity_canvas_get_source (canvas, x + 0.2 * i * canvas->lip_unit,
                                                  y + 0.2 * j * canvas->lip_unit);

        sum.r += rgb.r / 4;
        sum.g += rgb.g / 4;
        sum.b += rgb.b / 4;
      }
  return vanity_lab_from_linear (sum);
}

/* Lighter and less red than lips. */
static gboolean
is_tooth (const VanityLab *lips, VanityLab lab)
{
  return lab.L > lips->L + 7 && lab.a < 0.55f * MAX (lips->a, 8.0f);
}

static gboolean
is_alike (VanityLab one, VanityLab other)
{
  float L = 0.7f * (one.L - other.L), a = one.a - other.a, b = one.b - other.b;

  return L * L + a * a + b * b < 9 * 9;
}

/* The colour half-way through the lips, of both. */
static VanityLab
get_middle (const VanityCanvas *canvas, const VanityLips *lips, double inner[N][2])
{
  VanityLab mean = { 0, 0, 0 };
  float n = 0;

  for (int i = 0; i < N; i++)
    if (fabs (sin (2 * G_PI * i / N)) > 0.3)
      {
        VanityLab lab = look (canvas, (inner[i][0] + lips->border[i].x) / 2,
                              (inner[i][1] + lips->border[i].y) / 2);

        mean.L += lab.L;
        mean.a += lab.a;
        mean.b += lab.b;
        n++;
      }
  return (VanityLab){ mean.L / n, mean.a / n, mean.b / n };
}

/* How far column i's edge lies inwards of the mesh's (outwards when negative), mm. */
static double
find_shift (const VanityCanvas *canvas, const VanityLips *lips, const VanityLab *middle,
            double inner[N][2], int i)
{
  const double *here = inner[i], *there = inner[get_opposite (i)];
  double x = there[0] - here[0], y = there[1] - here[1], gap = hypot (x, y), reach, shift = 0;
  VanityLab lip, lab;

  /* Shut lips: out from the line between them. */
  if (gap < 0.3 * canvas->lip_unit)
    {
      x = -lips->border[i].nx;
      y = -lips->border[i].ny;
    }
  else
    {
      x /= gap;
      y /= gap;
    }
  gap /= canvas->lip_unit;
  x *= canvas->lip_unit;
  y *= canvas->lip_unit;
  lab = look (canvas, here[0] + x * MIN (0.5 * gap, 0.4), here[1] + y * MIN (0.5 * gap, 0.4));
  if (is_tooth (middle, lab))
    {
      double thick
          = hypot (lips->border[i].x - here[0], lips->border[i].y - here[1]) / canvas->lip_unit;

      reach = MIN (TEETH_MM, 0.5 * thick);
      while (shift > -reach)
        {
          lab = look (canvas, here[0] + x * (shift - STEP_MM), here[1] + y * (shift - STEP_MM));
          if (!is_tooth (middle, lab))
            break;
          shift -= STEP_MM;
        }
      return shift;
    }
  lip = look (canvas, here[0] - 0.9 * x, here[1] - 0.9 * y);
  reach = MIN (LIPS_MM, 0.4 * gap);
  if (is_tooth (middle, lip))
    return 0;
  while (shift < reach)
    {
      lab = look (canvas, here[0] + x * (shift + STEP_MM), here[1] + y * (shift + STEP_MM));
      if (is_tooth (middle, lab) || !is_alike (lip, lab))
        return shift;
      shift += STEP_MM;
    }
  /* What goes on and on is a tongue or the gums. */
  return 0;
}

VanityPath *
vanity_lips_find_opening (const VanityCanvas *canvas, const VanityLips *lips, double *gap)
{
  double inner[N][2], shift[N], smooth[N], tallest = 0;
  VanityKnot knots[N];
  VanityLab middle;

  if (canvas->lip_unit < 0.8
      || !vanity_lips_sample_contour (canvas, VANITY_CONTOUR_LIPS_INNER, inner))
    return NULL;
  middle = get_middle (canvas, lips, inner);
  for (int i = 0; i < N; i++)
    shift[i]
        = fabs (sin (2 * G_PI * i / N)) < 0.15 ? 0 : find_shift (canvas, lips, &middle, inner, i);
  /* One column alone is chance. */
  for (int i = 0; i < N; i++)
    {
      double a = shift[(i + N - 1) % N], b = shift[i], c = shift[(i + 1) % N];

      smooth[i] = MAX (MIN (a, b), MIN (MAX (a, b), c));
    }
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = 0; i < N; i++)
        shift[i] = 0.25 * smooth[(i + N - 1) % N] + 0.5 * smooth[i] + 0.25 * smooth[(i + 1) % N];
      memcpy (smooth, shift, sizeof shift);
    }
  for (int i = 0; i < N; i++)
    {
      int other = get_opposite (i);
      double x = inner[other][0] - inner[i][0], y = inner[other][1] - inner[i][1];
      double open = hypot (x, y), away = shift[i] * canvas->lip_unit;

      if (open < 0.3 * canvas->lip_unit)
        {
          x = -lips->border[i].nx;
          y = -lips->border[i].ny;
          away = MIN (away, 0);
        }
      else
        {
          x /= open;
          y /= open;
        }
      knots[i] = (VanityKnot){ inner[i][0] + away * x, inner[i][1] + away * y, 0 };
      tallest = MAX (tallest, open / canvas->lip_unit - shift[i] - shift[other]);
    }
  *gap = tallest;
  return vanity_path_new (knots, N, TRUE);
}
