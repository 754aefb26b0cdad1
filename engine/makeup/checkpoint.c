#include "makeup/checkpoint.h"

#include "makeup/plane.h"

#include <string.h>

/* What a preview has at most; of a photo's own size nobody drags a slider. */
#define MAX_PIXELS 2600000

struct _VanityCheckpoint
{
  GPtrArray *layers; /* VanityLayer, in the order in which they are drawn */
  VanityRect laid;
  float *worn[3]; /* of `laid`, rows without gaps */
};

static gsize
get_size (const VanityCheckpoint *checkpoint)
{
  return (gsize)checkpoint->laid.width * (gsize)checkpoint->laid.height;
}

/* Copies `laid` from the canvas's planes, or to them. */
static void
copy_rows (const VanityCheckpoint *checkpoint, const VanityCanvas *canvas, gboolean restore)
{
  const VanityRect *laid = &checkpoint->laid;
  gsize n = (gsize)laid->width;

  for (int k = 0; k < 3; k++)
    for (int j = 0; j < laid->height; j++)
      {
        float *kept = checkpoint->worn[k] + (gsize)j * n;
        float *worn = canvas->worn[k]
                      + (gsize)(laid->y - canvas->rect.y + j) * (gsize)canvas->rect.width
                      + (gsize)(laid->x - canvas->rect.x);

        memcpy (restore ? worn : kept, restore ? kept : worn, sizeof (float) * n);
      }
}

VanityCheckpoint *
vanity_checkpoint_take (const VanityCanvas *canvas, GPtrArray *layers, guint n)
{
  VanityCheckpoint *checkpoint;
  gboolean enough = TRUE;

  if ((gint64)canvas->laid.width * canvas->laid.height > MAX_PIXELS)
    return NULL;
  checkpoint = g_new0 (VanityCheckpoint, 1);
  checkpoint->laid = canvas->laid;
  checkpoint->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_layer_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (checkpoint->layers, vanity_layer_copy (g_ptr_array_index (layers, i)));
  for (int k = 0; k < 3; k++)
    {
      checkpoint->worn[k] = vanity_plane_new (MAX (get_size (checkpoint), 1));
      enough = enough && checkpoint->worn[k] != NULL;
    }
  if (enough)
    copy_rows (checkpoint, canvas, FALSE);
  else
    g_clear_pointer (&checkpoint, vanity_checkpoint_free);
  return checkpoint;
}

void
vanity_checkpoint_free (VanityCheckpoint *checkpoint)
{
  if (checkpoint == NULL)
    return;
  for (int k = 0; k < 3; k++)
    vanity_plane_free (checkpoint->worn[k], MAX (get_size (checkpoint), 1));
  g_ptr_array_unref (checkpoint->layers);
  g_free (checkpoint);
}

guint
vanity_checkpoint_match (const VanityCheckpoint *checkpoint, GPtrArray *layers)
{
  if (checkpoint == NULL || checkpoint->layers->len > layers->len)
    return 0;
  for (guint i = 0; i < checkpoint->layers->len; i++)
    if (!vanity_layer_equal (checkpoint->layers->pdata[i], layers->pdata[i]))
      return 0;
  return checkpoint->layers->len;
}

void
vanity_checkpoint_restore (const VanityCheckpoint *checkpoint, VanityCanvas *canvas)
{
  copy_rows (checkpoint, canvas, TRUE);
  canvas->laid = checkpoint->laid;
}
