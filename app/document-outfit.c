#include "app/document-private.h"
#include "app/step-name.h"

#include <glib/gi18n.h>

VanityOutfit *
vanity_document_get_outfit (VanityDocument *self)
{
  return self->history != NULL ? vanity_history_get_current (self->history) : NULL;
}

/* Takes over `outfit` and `name`. */
static void
push (VanityDocument *self, VanityOutfit *outfit, char *name, const char *merge, gboolean crafted)
{
  if (!vanity_outfit_equal (outfit, vanity_history_get_current (self->history)))
    {
      vanity_history_push (self->history, outfit, name, merge, crafted);
      vanity_document_outfit_changed (self);
    }

  vanity_outfit_unref (outfit);
  g_free (name);
}

void
vanity_document_select_face (VanityDocument *self, int index)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  VanityOutfit *other;

  if (outfit == NULL)
    return;

  other = vanity_outfit_with_selected (outfit, index);
  /* Translators: a step in a list of what was done; %d counts the faces in the photo from 1. */
  push (self, other, g_strdup_printf (_ ("Face %d chosen"), other->selected + 1), NULL, FALSE);
}

void
vanity_document_set_look (VanityDocument *self, VanityLook *look)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    push (self, vanity_outfit_with_look (outfit, outfit->selected, look),
          vanity_step_name_look (look), NULL, FALSE);
}

void
vanity_document_edit_look (VanityDocument *self, VanityLook *look, const char *step,
                           const char *merge)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    push (self, vanity_outfit_with_look (outfit, outfit->selected, look), g_strdup (step), merge,
          TRUE);
}

void
vanity_document_set_mix (VanityDocument *self, VanityMix *mix)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    push (self, vanity_outfit_with_mix (outfit, outfit->selected, mix),
          vanity_step_name_mix (vanity_outfit_get_wear (outfit).mix, mix), NULL, FALSE);
}

void
vanity_document_take_off (VanityDocument *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    push (self, vanity_outfit_with_off (outfit, outfit->selected),
          g_strdup (_ ("Makeup taken off")), NULL, FALSE);
}

void
vanity_document_set_part (VanityDocument *self, VanityChangePart part, double strength)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  VanityOutfit *other;
  g_autofree char *merge = NULL;

  if (outfit == NULL)
    return;

  /* Two sliders are two steps. */
  merge = g_strdup_printf ("part %d", (int)part);
  other = vanity_outfit_with_part (outfit, outfit->selected, part, strength);
  push (self, other, vanity_step_name_part (other, part), merge, FALSE);
}

void
vanity_document_set_strength (VanityDocument *self, double strength)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  VanityOutfit *other;

  if (outfit == NULL)
    return;

  other = vanity_outfit_with_strength (outfit, outfit->selected, strength);
  push (self, other, vanity_step_name_strength (other), "strength", FALSE);
}

void
vanity_document_set_options (VanityDocument *self, const VanityAnalysisOptions *options)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  VanityAnalysisOptions nudged;
  const VanityAnalysisOptions *old;

  if (outfit == NULL)
    return;

  /* Only sliders are dragged. */
  old = &outfit->options[outfit->selected];
  nudged = *old;
  nudged.has_nudge = options->has_nudge;
  nudged.nudge = options->nudge;
  push (self, vanity_outfit_with_options (outfit, outfit->selected, options),
        vanity_step_name_options (old, options),
        vanity_options_equal (&nudged, options) ? "nudge" : NULL, FALSE);
}

void
vanity_document_take_back_options (VanityDocument *self, const VanityAnalysisOptions *options)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  int last;

  if (outfit == NULL || vanity_options_equal (&outfit->options[outfit->selected], options))
    return;

  last = vanity_history_get_position (self->history) - 1;
  if (last >= 0)
    {
      g_autoptr (VanityOutfit) wanted
          = vanity_outfit_with_options (outfit, outfit->selected, options);

      if (vanity_outfit_equal (wanted, vanity_history_get_outfit (self->history, last)))
        {
          vanity_history_drop (self->history);
          vanity_document_outfit_changed (self);
          return;
        }
    }
  vanity_document_set_options (self, options);
}

void
vanity_document_settle (VanityDocument *self)
{
  if (self->history != NULL)
    vanity_history_settle (self->history);
}

void
vanity_document_dress_everybody (VanityDocument *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    push (self, vanity_outfit_with_everybody (outfit, outfit->selected),
          g_strdup (_ ("The same on everybody")), NULL, FALSE);
}

gboolean
vanity_document_can_undo (VanityDocument *self)
{
  return self->history != NULL && vanity_history_can_undo (self->history);
}

gboolean
vanity_document_can_redo (VanityDocument *self)
{
  return self->history != NULL && vanity_history_can_redo (self->history);
}

const char *
vanity_document_get_undo_name (VanityDocument *self)
{
  return vanity_document_can_undo (self)
             ? vanity_history_get_name (self->history, vanity_history_get_position (self->history))
             : NULL;
}

const char *
vanity_document_get_redo_name (VanityDocument *self)
{
  return vanity_document_can_redo (self) ? vanity_history_get_name (
             self->history, vanity_history_get_position (self->history) + 1)
                                         : NULL;
}

GPtrArray *
vanity_document_list_steps (VanityDocument *self, int *now)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  int n = self->history != NULL ? vanity_history_get_n_steps (self->history) : 0;

  for (int i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdup (vanity_history_get_name (self->history, i)));
  if (now != NULL)
    *now = n > 0 ? vanity_history_get_position (self->history) : -1;

  return names;
}

void
vanity_document_go_to_step (VanityDocument *self, int step)
{
  if (self->history == NULL)
    return;

  vanity_history_go_to (self->history, step);
  vanity_document_outfit_changed (self);
}

void
vanity_document_undo (VanityDocument *self)
{
  if (vanity_document_can_undo (self))
    vanity_document_go_to_step (self, vanity_history_get_position (self->history) - 1);
}

void
vanity_document_redo (VanityDocument *self)
{
  if (vanity_document_can_redo (self))
    vanity_document_go_to_step (self, vanity_history_get_position (self->history) + 1);
}

gboolean
vanity_document_get_modified (VanityDocument *self)
{
  return self->saved != NULL
         && !vanity_outfit_same (self->saved, vanity_history_get_current (self->history));
}

void
vanity_document_mark_saved (VanityDocument *self, VanityOutfit *outfit)
{
  vanity_history_settle (self->history);
  vanity_outfit_ref (outfit);
  g_clear_pointer (&self->saved, vanity_outfit_unref);
  self->saved = outfit;
  vanity_document_update_modified (self);
}
