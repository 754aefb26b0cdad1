#include "transfer/outline.h"

#include "face/mesh.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EDGE (1.0 / 16)

typedef struct
{
  int row, from, to;
} Piece;

/* The part of a triangle's edge that lies in the band of heights. */
static void
widen (const VanityPoint *a, const VanityPoint *b, double low, double high, double *left,
       double *right)
{
  double ends[2] = { MAX (MIN (a->y, b->y), low), MIN (MAX (a->y, b->y), high) };

  if (ends[0] > ends[1])
    return;
  for (int k = 0; k < 2; k++)
    {
      double part = a->y == b->y ? k : (ends[k] - a->y) / ((double)b->y - a->y);
      double x = a->x + part * ((double)b->x - a->x);

      *left = MIN (*left, x);
      *right = MAX (*right, x);
    }
}

static void
add_triangle (GArray *pieces, const VanityPoint *const corners[3], int width, int height)
{
  double low = INFINITY, high = -INFINITY;

  for (int k = 0; k < 3; k++)
    {
      if (!isfinite (corners[k]->x) || !isfinite (corners[k]->y))
        return;
      low = MIN (low, corners[k]->y);
      high = MAX (high, corners[k]->y);
    }
  for (double y = MAX (ceil (low - 0.5 - EDGE), 0); y <= MIN (high - 0.5 + EDGE, height - 1); y++)
    {
      double left = INFINITY, right = -INFINITY;

      for (int k = 0; k < 3; k++)
        widen (corners[k], corners[(k + 1) % 3], y + 0.5 - EDGE, y + 0.5 + EDGE, &left, &right);
      left = MAX (ceil (left - 0.5 - EDGE), 0);
      right = MIN (floor (right - 0.5 + EDGE) + 1, width);
      if (left < right)
        {
          Piece piece = { (int)y, (int)left, (int)right };

          g_array_append_val (pieces, piece);
        }
    }
}

static int
compare_pieces (gconstpointer one, gconstpointer other)
{
  const Piece *a = one, *b = other;

  return a->row != b->row ? a->row - b->row : a->from - b->from;
}

/* Joins the pieces, in their order, where they touch. */
static void
join (VanityOutline *outline, const Piece *pieces, guint n)
{
  int count = 0, row = 0;

  outline->top = pieces[0].row;
  outline->rows = pieces[n - 1].row - outline->top + 1;
  outline->left = G_MAXINT;
  outline->first = g_new (int, outline->rows + 1);
  outline->spans = g_new (VanitySpan, n);
  outline->first[0] = 0;
  for (guint i = 0; i < n; i++)
    {
      while (row < pieces[i].row - outline->top)
        outline->first[++row] = count;
      if (count > outline->first[row] && pieces[i].from <= outline->spans[count - 1].to)
        outline->spans[count - 1].to = MAX (outline->spans[count - 1].to, pieces[i].to);
      else
        outline->spans[count++] = (VanitySpan){ pieces[i].from, pieces[i].to };
      outline->left = MIN (outline->left, pieces[i].from);
      outline->right = MAX (outline->right, pieces[i].to);
    }
  outline->first[outline->rows] = count;
}

VanityOutline *
vanity_outline_new (const VanityFace *const *faces, int n_faces, int width, int height,
                    GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  int n_triangles = 0;
  const guint16 *triangles = vanity_mesh_get_triangles (&n_triangles, NULL, error);
  VanityOutline *outline;

  if (triangles == NULL)
    return NULL;
  for (int f = 0; f < n_faces; f++)
    for (int t = 0; t < n_triangles; t++)
      {
        const VanityPoint *corners[3];

        for (int k = 0; k < 3; k++)
          corners[k] = &faces[f]->points[triangles[3 * t + k]];
        add_triangle (pieces, corners, width, height);
      }
  outline = g_new0 (VanityOutline, 1);
  if (pieces->len > 0)
    {
      qsort (pieces->data, pieces->len, sizeof (Piece), compare_pieces);
      join (outline, (const Piece *)(gpointer)pieces->data, pieces->len);
    }
  return outline;
}

void
vanity_outline_free (VanityOutline *outline)
{
  g_free (outline->first);
  g_free (outline->spans);
  g_free (outline);
}

const VanitySpan *
vanity_outline_get_row (const VanityOutline *outline, int y, int *n_spans)
{
  *n_spans = 0;
  if (y < outline->top || y >= outline->top + outline->rows)
    return NULL;
  y -= outline->top;
  *n_spans = outline->first[y + 1] - outline->first[y];
  return outline->spans + outline->first[y];
}
