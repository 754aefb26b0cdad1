/* Pictures of results, to look at. */
#pragma once

#include "face/face.h"
#include "image/photo.h"

G_BEGIN_DECLS

/* Faces of photos cut out, in rows of equally large squares. */
typedef struct
{
  VanityImage *image;
  int side;
} Sheet;

gboolean sheet_init (Sheet *sheet, int columns, int rows, int side, GError **error);
/* `image` with `face` in its middle, and some of what is around. */
void sheet_draw (Sheet *sheet, int column, int row, const VanityImage *image,
                 const VanityFace *face);
/* As a PNG. */
gboolean sheet_save (Sheet *sheet, const char *path, GError **error);
void sheet_clear (Sheet *sheet);

G_END_DECLS
