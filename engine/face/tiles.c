#include "face/tiles.h"

#include <math.h>

#define OVERLAP 0.25

/* Tiles along a side, evenly spread. */
static int
count_along (double length, double tile)
{
  return length <= tile ? 1 : 1 + (int)ceil ((length - tile) / (tile * (1 - OVERLAP)) - 1e-9);
}

static double
centre_of (int i, int n, double length, double tile)
{
  return n == 1 ? length / 2 : tile / 2 + i * (length - tile) / (n - 1);
}

GArray *
vanity_tiles_new (int width, int height, double part)
{
  GArray *tiles = g_array_new (FALSE, FALSE, sizeof (VanityRegion));
  double side = MAX (width, height) * part;
  int columns = count_along (width, side), rows = count_along (height, side);

  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++)
      {
        VanityRegion tile
            = { centre_of (x, columns, width, side), centre_of (y, rows, height, side), side, 0 };
        g_array_append_val (tiles, tile);
      }
  return tiles;
}

VanityRegion
vanity_view_whole (int width, int height, double zoom, double angle)
{
  return (VanityRegion){ width / 2.0, height / 2.0, MAX (width, height) * zoom, angle };
}
