#include "app/history.h"

typedef struct
{
  VanityOutfit *outfit;
  char *name;
  gboolean crafted;
} Step;

struct _VanityHistory
{
  GPtrArray *steps; /* Step, oldest first */
  guint current;    /* index into steps */
  char *merging;    /* the key of the step that may still be merged with; or NULL */
};

static Step *
step_new (VanityOutfit *outfit, const char *name, gboolean crafted)
{
  Step *step = g_new (Step, 1);

  step->outfit = vanity_outfit_ref (outfit);
  step->name = g_strdup (name);
  step->crafted = crafted;

  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  vanity_outfit_unref (step->outfit);
  g_free (step->name);
  g_free (step);
}

static const Step *
get_step (VanityHistory *self, guint index)
{
  return g_ptr_array_index (self->steps, index);
}

VanityHistory *
vanity_history_new (VanityOutfit *outfit, const char *name)
{
  VanityHistory *self = g_new0 (VanityHistory, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  g_ptr_array_add (self->steps, step_new (outfit, name, FALSE));

  return self;
}

void
vanity_history_free (VanityHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self->merging);
  g_free (self);
}

VanityOutfit *
vanity_history_get_current (VanityHistory *self)
{
  return get_step (self, self->current)->outfit;
}

void
vanity_history_push (VanityHistory *self, VanityOutfit *outfit, const char *name, const char *merge,
                     gboolean crafted)
{
  Step *step = step_new (outfit, name, crafted);
  guint keep = self->current + 1;

  if (merge != NULL && g_strcmp0 (merge, self->merging) == 0 && self->current > 0)
    keep = self->current;

  g_ptr_array_set_size (self->steps, (int)keep);
  g_ptr_array_add (self->steps, step);
  self->current = self->steps->len - 1;
  g_free (self->merging);
  self->merging = g_strdup (merge);
}

void
vanity_history_settle (VanityHistory *self)
{
  g_clear_pointer (&self->merging, g_free);
}

int
vanity_history_get_n_steps (VanityHistory *self)
{
  return (int)self->steps->len;
}

int
vanity_history_get_position (VanityHistory *self)
{
  return (int)self->current;
}

const char *
vanity_history_get_name (VanityHistory *self, int step)
{
  g_return_val_if_fail (step >= 0 && step < vanity_history_get_n_steps (self), NULL);

  return get_step (self, (guint)step)->name;
}

VanityOutfit *
vanity_history_get_outfit (VanityHistory *self, int step)
{
  g_return_val_if_fail (step >= 0 && step < vanity_history_get_n_steps (self), NULL);

  return get_step (self, (guint)step)->outfit;
}

gboolean
vanity_history_is_crafted (VanityHistory *self)
{
  for (guint i = 0; i <= self->current; i++)
    if (get_step (self, i)->crafted)
      return TRUE;

  return FALSE;
}

void
vanity_history_go_to (VanityHistory *self, int step)
{
  self->current = (guint)CLAMP (step, 0, vanity_history_get_n_steps (self) - 1);
  vanity_history_settle (self);
}

void
vanity_history_drop (VanityHistory *self)
{
  if (self->current == 0)
    return;

  g_ptr_array_set_size (self->steps, (int)self->current);
  vanity_history_undo (self);
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
  vanity_history_go_to (self, vanity_history_get_position (self) - 1);
}

void
vanity_history_redo (VanityHistory *self)
{
  vanity_history_go_to (self, vanity_history_get_position (self) + 1);
}
