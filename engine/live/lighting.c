#include "live/lighting.h"

#include "face/canonical.h"
#include "face/mesh.h"
#include "image/color.h"

#include <math.h>
#include <string.h>

/* Side of the square that is averaged about a point, in face widths, and every how many pixels. */
#define PATCH 0.045
#define STRIDE 2
/* Darker than this, linear, nothing is told by a ratio. */
#define DARK 0.002f
/* Ratios farther off the field than this (natural logarithm) are something else's doing. */
#define ROUNDS 4
#define OFF 0.12
#define TERMS 6
#define MAX_GAIN 4.0

static const float *
get_decoded (void)
{
  static float decoded[256];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < 256; i++)
        decoded[i] = vanity_srgb_to_linear ((float)i / 255);
      g_once_init_leave (&ready, 1);
    }
  return decoded;
}

/* Far outside every frame where it is no number. */
static int
round_down (float x)
{
  return fabsf (x) < 1e6f ? (int)floorf (x) : -1000000;
}

void
vanity_lit_skin_measure (VanityLitSkin *skin, const VanityImage *frame, const VanityPoint *points)
{
  const float *decoded = get_decoded ();
  double width = hypot (points[454].x - points[234].x, points[454].y - points[234].y);
  int half = CLAMP ((int)(PATCH * width / 2), 1, 64), stride = half > 8 ? half / 4 : STRIDE;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      int x = round_down (points[i].x), y = round_down (points[i].y);
      int left = MAX (x - half, 0), right = MIN (x + half, frame->width - 1);
      int top = MAX (y - half, 0), bottom = MIN (y + half, frame->height - 1), n = 0;
      float sum[3] = { 0 };

      for (int row = top; row <= bottom; row += stride)
        for (int column = left; column <= right; column += stride, n++)
          {
            const guint8 *p = vanity_image_row (frame, row) + 4 * (gsize)column;

            for (int c = 0; c < 3; c++)
              sum[c] += decoded[p[c]];
          }
      for (int c = 0; c < 3; c++)
        skin->rgb[i][c] = n > 0 ? sum[c] / (float)n : -1;
    }
}

/* Per point 1 on the skin, 0 at what moves over it or does not show its light: eyes, brows, lips,
 * the outline with its hair. */
static const float *
get_weights (void)
{
  static float weights[VANITY_FACE_MESH_POINTS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        weights[i] = 1;
      for (VanityContourId id = VANITY_CONTOUR_FACE; id <= VANITY_CONTOUR_BROW_LEFT; id++)
        {
          const VanityContour *contour = vanity_mesh_get_contour (id);

          for (int i = 0; i < contour->n; i++)
            weights[contour->index[i]] = 0;
        }
      g_once_init_leave (&ready, 1);
    }
  return weights;
}

static void
get_terms (const VanityCanonicalMesh *mesh, int point, double terms[TERMS])
{
  /* The canonical head is some 15 cm wide. */
  double x = (double)mesh->vertex[point][0] / 7.5, y = (double)mesh->vertex[point][1] / 7.5;
  const double all[TERMS] = { 1, x, y, x * x, x * y, y * y };

  memcpy (terms, all, sizeof all);
}

/* Solves the symmetric system in place by Cholesky's way; FALSE where it has no one solution. */
static gboolean
solve (double a[TERMS][TERMS], double b[TERMS][3])
{
  for (int i = 0; i < TERMS; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = a[i][j];

        for (int k = 0; k < j; k++)
          sum -= a[i][k] * a[j][k];
        if (i == j && !(sum > 1e-9))
          return FALSE;
        a[i][j] = i == j ? sqrt (sum) : sum / a[j][j];
      }
  for (int c = 0; c < 3; c++)
    {
      for (int i = 0; i < TERMS; i++)
        {
          for (int k = 0; k < i; k++)
            b[i][c] -= a[i][k] * b[k][c];
          b[i][c] /= a[i][i];
        }
      for (int i = TERMS - 1; i >= 0; i--)
        {
          for (int k = i + 1; k < TERMS; k++)
            b[i][c] -= a[k][i] * b[k][c];
          b[i][c] /= a[i][i];
        }
    }
  return TRUE;
}

double
vanity_lighting_compare (const VanityLitSkin *then, const VanityLitSkin *now, float (*gain)[3])
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);
  double ratio[VANITY_FACE_MESH_POINTS][3], weight[VANITY_FACE_MESH_POINTS],
      field[TERMS][3] = { { 0 } };
  double terms[TERMS], far = 0;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      weight[i] = (double)get_weights ()[i];
      for (int c = 0; c < 3; c++)
        {
          float a = then->rgb[i][c], b = now->rgb[i][c];

          gain[i][c] = 1;
          if (a < 0 || b < 0)
            weight[i] = 0;
          ratio[i][c] = log ((double)((MAX (b, 0) + DARK) / (MAX (a, 0) + DARK)));
        }
    }
  if (mesh == NULL)
    return 0;
  for (int round = 0; round < ROUNDS; round++)
    {
      double a[TERMS][TERMS] = { { 0 } }, b[TERMS][3] = { { 0 } };

      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        {
          double off = 0, w;

          if (weight[i] <= 0)
            continue;
          get_terms (mesh, i, terms);
          for (int c = 0; c < 3 && round > 0; c++)
            {
              double told = 0;

              for (int t = 0; t < TERMS; t++)
                told += field[t][c] * terms[t];
              off += (ratio[i][c] - told) * (ratio[i][c] - told);
            }
          w = weight[i] / (1 + off / (OFF * OFF));
          for (int t = 0; t < TERMS; t++)
            {
              for (int s = 0; s <= t; s++)
                a[t][s] += w * terms[t] * terms[s];
              for (int c = 0; c < 3; c++)
                b[t][c] += w * terms[t] * ratio[i][c];
            }
        }
      /* Where little is seen, the field is rather even than wild. */
      for (int t = 1; t < TERMS; t++)
        a[t][t] += 0.5;
      if (!solve (a, b))
        return 0;
      memcpy (field, b, sizeof field);
    }
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      get_terms (mesh, i, terms);
      for (int c = 0; c < 3; c++)
        {
          double told = 0;

          for (int t = 0; t < TERMS; t++)
            told += field[t][c] * terms[t];
          told = CLAMP (told, -log (MAX_GAIN), log (MAX_GAIN));
          gain[i][c] = (float)exp (told);
          far += fabs (told) / 3 / VANITY_FACE_MESH_POINTS;
        }
    }
  return far;
}
