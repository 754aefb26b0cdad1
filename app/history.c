#include "app/history.h"

/* Far more than anybody steps back; an outfit is a few dozen bytes. */
#define MAX_STEPS 500

struct _VanityHistory
{
  GPtrArray *steps; /* VanityOutfit, oldest first */
  guint current;    /* index into steps */
  gboolean merging;
};

VanityHistory *
vanity_history_new (VanityOutfit *outfit)
{
  VanityHistory *self = g_new0 (VanityHistory, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_outfit_unref);
  g_ptr_array_add (self->steps, vanity_outfit_ref (outfit));

  return self;
}

void
vanity_history_free (VanityHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

VanityOutfit *
vanity_history_get_current (VanityHistory *self)
{
  return g_ptr_array_index (self->steps, self->current);
}

void
vanity_history_push (VanityHistory *self, VanityOutfit *outfit, gboolean merge)
{
  guint keep = self->current + 1;

  if (merge && self->merging && self->current > 0)
    keep = self->current;

  g_ptr_array_set_size (self->steps, keep);
  if (self->steps->len >= MAX_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  g_ptr_array_add (self->steps, vanity_outfit_ref (outfit));
  self->current = self->steps->len - 1;
  self->merging = merge;
}

void
vanity_history_settle (VanityHistory *self)
{
  self->merging = FALSE;
}

gboolean
vanity_history_can_undo (VanityHistory *self)
{
  return self->current > 0;
}

gboolean
vanity_history_can_redo (VanityHistory *self)
{
  return self->current + 1 < self->steps->len;
}

void
vanity_history_undo (VanityHistory *self)
{
  if (vanity_history_can_undo (self))
    self->current--;
  self->merging = FALSE;
}

void
vanity_history_redo (VanityHistory *self)
{
  if (vanity_history_can_redo (self))
    self->current++;
  self->merging = FALSE;
}
