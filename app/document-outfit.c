#include "app/document-private.h"

VanityOutfit *
vanity_document_get_outfit (VanityDocument *self)
{
  return self->history != NULL ? vanity_history_get_current (self->history) : NULL;
}

static void
set_outfit (VanityDocument *self, VanityOutfit *outfit, gboolean merge)
{
  if (!vanity_outfit_equal (outfit, vanity_history_get_current (self->history)))
    {
      vanity_history_push (self->history, outfit, merge);
      vanity_document_outfit_changed (self);
    }

  vanity_outfit_unref (outfit);
}

void
vanity_document_select_face (VanityDocument *self, int index)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    set_outfit (self, vanity_outfit_with_selected (outfit, index), FALSE);
}

void
vanity_document_set_look (VanityDocument *self, VanityLook *look)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    set_outfit (self, vanity_outfit_with_look (outfit, outfit->selected, look), FALSE);
}

void
vanity_document_set_mix (VanityDocument *self, VanityMix *mix)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    set_outfit (self, vanity_outfit_with_mix (outfit, outfit->selected, mix), FALSE);
}

void
vanity_document_take_off (VanityDocument *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit != NULL)
    set_outfit (self, vanity_outfit_with_off (outfit, outfit->selected), FALSE);
}

/* Two sliders are two steps. */
static void
note_moved (VanityDocument *self, int slider)
{
  if (slider != self->moved)
    vanity_history_settle (self->history);
  self->moved = slider;
}

void
vanity_document_set_part (VanityDocument *self, VanityChangePart part, double strength)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit == NULL)
    return;

  note_moved (self, part);
  set_outfit (self, vanity_outfit_with_part (outfit, outfit->selected, part, strength), TRUE);
}

void
vanity_document_set_strength (VanityDocument *self, double strength)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (outfit == NULL)
    return;

  note_moved (self, -1);
  set_outfit (self, vanity_outfit_with_strength (outfit, outfit->selected, strength), TRUE);
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
    set_outfit (self, vanity_outfit_with_everybody (outfit, outfit->selected), FALSE);
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

static void
step (VanityDocument *self, void (*move) (VanityHistory *))
{
  if (self->history == NULL)
    return;

  move (self->history);
  vanity_document_outfit_changed (self);
}

void
vanity_document_undo (VanityDocument *self)
{
  step (self, vanity_history_undo);
}

void
vanity_document_redo (VanityDocument *self)
{
  step (self, vanity_history_redo);
}
