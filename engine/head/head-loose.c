#include "head/head-loose.h"

#include <math.h>
#include <string.h>

#define NOSE 1
#define TOP 10
#define CHIN 152

typedef struct
{
  const guint8 *label;
  int side;
  float x, y, up[2]; /* the nose, and from the chin to the top of the face */
  guint8 *seen;
  int *cells; /* of the piece in hand */
} Search;

static gboolean
is_above (const Search *self, int at)
{
  float x = (float)(at % self->side) + 0.5f - self->x;
  float y = (float)(at / self->side) + 0.5f - self->y;

  return x * self->up[0] + y * self->up[1] > 0;
}

/* Gathers the piece of hair that a cell is of; how many cells it has, and whether any lies above
 * the nose. */
static int
gather (Search *self, int start, gboolean *above)
{
  int side = self->side, count = 0;

  self->cells[count++] = start;
  self->seen[start] = TRUE;
  *above = FALSE;
  for (int k = 0; k < count; k++)
    {
      int at = self->cells[k], x = at % side, y = at / side;
      const int next[4] = { x > 0 ? at - 1 : -1, x + 1 < side ? at + 1 : -1, y > 0 ? at - side : -1,
                            y + 1 < side ? at + side : -1 };

      *above = *above || is_above (self, at);
      for (int d = 0; d < 4; d++)
        if (next[d] >= 0 && !self->seen[next[d]] && self->label[next[d]] == VANITY_HEAD_HAIR)
          {
            self->seen[next[d]] = TRUE;
            self->cells[count++] = next[d];
          }
    }
  return count;
}

void
vanity_head_find_loose_hair (const guint8 *label, const VanityPoint *points, int side,
                             guint8 *loose)
{
  gsize n = (gsize)side * (gsize)side;
  g_autofree guint8 *seen = g_malloc0 (n);
  g_autofree int *cells = g_new (int, n);
  Search self = { .label = label,
                  .side = side,
                  .x = points[NOSE].x,
                  .y = points[NOSE].y,
                  .up = { points[TOP].x - points[CHIN].x, points[TOP].y - points[CHIN].y },
                  .seen = seen,
                  .cells = cells };

  memset (loose, 0, n);
  if (!isfinite (self.x) || !isfinite (self.y) || !(hypotf (self.up[0], self.up[1]) > 0))
    return;
  for (int i = 0; i < (int)n; i++)
    if (label[i] == VANITY_HEAD_HAIR && !seen[i])
      {
        gboolean above;
        int count = gather (&self, i, &above);

        for (int k = 0; k < count && !above; k++)
          loose[cells[k]] = TRUE;
      }
}
