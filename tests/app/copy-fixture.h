/* Generators to copy makeup with, and references, for a fresh clone without either. */
#pragma once

#include "cli-fixture.h"

#include "image/image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is wrong with a generator. */
typedef enum
{
  COPY_SOUND,
  COPY_INFINITE, /* gives what is not a number */
  COPY_NAMELESS, /* calls its layer by another name */
  COPY_SMALL,    /* works at a size that is no power of two */
} CopyFault;

/* Writes a generator that keeps to the contract of transfer/generator.h and knows one thing: the
 * colours of the reference's lips and lids are laid on the source's, hiding nine tenths of it. */
void copy_write_generator (Cli *cli, const char *name, CopyFault fault);

/* The portrait as `name`, and as ref.png wearing a look; copy.onnx to copy it with. FALSE after
 * g_test_skip (). */
gboolean copy_prepare (Cli *cli, const char *name);

GdkPixbuf *copy_read (Cli *cli, const char *name);
void copy_save (Cli *cli, const char *name, GdkPixbuf *pixbuf, const char *format);

/* The object in a line of standard output; free with json_object_unref (). */
JsonObject *copy_parse (const char *line);
/* Of a photo's object, owned by it: its first face, and one of its references. */
JsonObject *copy_get_face (JsonObject *photo);
JsonObject *copy_get_reference (JsonObject *photo, guint index);

/* The bounding box of what differs by more than `step` in some channel; FALSE where nothing does.
 */
gboolean copy_find_changes (GdkPixbuf *one, GdkPixbuf *other, int step, VanityRect *box);

/* Fills the boxes around mesh points of the only face in `name` with a colour (0xRRGGBBAA), as
 * sunglasses and masks do. Each list ends with −1, the last one is empty. */
void copy_cover (Cli *cli, const char *name, const int (*points)[8], guint32 color);

G_END_DECLS
