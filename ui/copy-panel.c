#include "ui/copy-panel-private.h"

#include "ui/face-strip.h"
#include "ui/source-strip.h"
#include "ui/trust-view.h"

#include <glib/gi18n.h>

/* In a narrow window the panel leaves the photo the better half. */
#define NARROW_HEIGHT 164

G_DEFINE_FINAL_TYPE (VanityCopyPanel, vanity_copy_panel, GTK_TYPE_WIDGET)

static VanityWear
get_wear (VanityCopyPanel *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;

  return outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
}

const VanityMix *
vanity_copy_panel_get_mix (VanityCopyPanel *self)
{
  return get_wear (self).mix;
}

VanitySource *
vanity_copy_panel_get_current (VanityCopyPanel *self)
{
  return self->current;
}

const char *
vanity_copy_panel_get_page (VanityCopyPanel *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

const char *
vanity_copy_panel_get_message (VanityCopyPanel *self)
{
  return self->said;
}

static void
on_foundation_switched (VanityCopyPanel *self)
{
  const VanityMix *mix = vanity_copy_panel_get_mix (self);
  g_autoptr (VanityMix) other = NULL;

  if (self->following || mix == NULL)
    return;

  other = vanity_mix_with_foundation (mix, gtk_switch_get_active (GTK_SWITCH (self->foundation)));
  vanity_document_set_mix (self->document, other);
}

static void
on_source_chosen (VanityCopyPanel *self, VanitySource *source)
{
  const VanityMix *mix = vanity_copy_panel_get_mix (self);
  g_autoptr (VanityMix) all = vanity_mix_new (source);
  g_autoptr (VanityMix) wanted = vanity_mix_with_foundation (all, mix != NULL && mix->foundation);

  self->current = source;
  if (self->document == NULL || vanity_document_get_outfit (self->document) == NULL)
    return;
  vanity_document_set_mix (self->document, wanted);
  vanity_copy_panel_update (self);
}

/* Another face of the current source's photo. */
static void
on_face_chosen (VanityCopyPanel *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->shown);

  if (self->following || outfit == NULL || self->current == NULL
      || outfit->selected == self->current->face)
    return;

  vanity_copy_panel_read (self, self->current->photo, self->current->faces, outfit->selected,
                          self->current->name, self->current);
}

static void
on_message_closed (VanityCopyPanel *self)
{
  vanity_copy_panel_stop (self);
}

static void
update_worn (VanityCopyPanel *self, const VanityWear *wear)
{
  g_autofree char *note = vanity_reference_get_note (self->current->reference);

  vanity_copy_panel_update_parts (self, wear);
  gtk_switch_set_active (GTK_SWITCH (self->foundation), wear->mix->foundation);
  gtk_label_set_label (GTK_LABEL (self->name), self->current->name);
  gtk_widget_set_visible (self->note, note != NULL);
  gtk_label_set_label (GTK_LABEL (self->note_label), note != NULL ? note : "");
}

/* The faces of the current source, where there are several. */
static void
update_faces (VanityCopyPanel *self)
{
  VanitySource *source = self->current;

  if (source == NULL || source->faces->len < 2)
    {
      if (self->shown != NULL)
        {
          vanity_face_strip_set_document (VANITY_FACE_STRIP (self->faces), NULL);
          g_clear_object (&self->shown);
        }
      return;
    }

  if (self->shown == NULL || vanity_document_get_faces (self->shown) != source->faces)
    {
      if (self->shown != NULL)
        g_signal_handlers_disconnect_by_data (self->shown, self);
      g_clear_object (&self->shown);
      self->shown = vanity_document_new_for_source (source);
      g_signal_connect_object (self->shown, "notify::outfit", G_CALLBACK (on_face_chosen), self,
                               G_CONNECT_SWAPPED);
      vanity_face_strip_set_document (VANITY_FACE_STRIP (self->faces), self->shown);
    }
  vanity_document_select_face (self->shown, source->face);
}

/* Undo may bring back a source that is not among those of the panel any more, or another face. */
static void
gather (VanityCopyPanel *self, const VanityMix *mix)
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (!g_ptr_array_find (self->sources, mix->from[i], NULL))
      vanity_copy_panel_add_source (self, mix->from[i]);
  if (self->current == NULL || !vanity_mix_has (mix, self->current))
    self->current = mix->from[VANITY_CHANGE_LIPS];
}

static const char *
find_page (VanityCopyPanel *self, const VanityWear *wear)
{
  if (self->unable)
    return "missing";
  if (wear->mix != NULL)
    return "worn";

  return wear->off ? "off" : "empty";
}

/* What was found when the makeup was taken off; only once that has been done. */
static void
update_off (VanityCopyPanel *self, const VanityWear *wear)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  g_autoptr (VanityFitted) fitted = NULL;

  if (vanity_document_is_current (self->document))
    fitted = vanity_changes_peek (vanity_document_get_changes (self->document), outfit->selected,
                                  wear);
  gtk_label_set_label (
      GTK_LABEL (self->off_note),
      fitted != NULL ? fitted->note : _ ("What lies under makeup is a guess: it cannot be seen."));
}

void
vanity_copy_panel_update (VanityCopyPanel *self)
{
  VanityWear wear = get_wear (self);

  self->following = TRUE;
  if (wear.mix != NULL)
    {
      gather (self, wear.mix);
      update_worn (self, &wear);
    }
  else if (wear.off)
    {
      update_off (self, &wear);
    }
  gtk_widget_set_visible (self->top, self->sources->len > 0 || vanity_copy_panel_is_reading (self));
  vanity_source_strip_set_sources (VANITY_SOURCE_STRIP (self->strip), self->sources, wear.mix);
  vanity_source_strip_set_reading (VANITY_SOURCE_STRIP (self->strip),
                                   vanity_copy_panel_is_reading (self));
  update_faces (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), find_page (self, &wear));
  self->following = FALSE;
}

void
vanity_copy_panel_add_source (VanityCopyPanel *self, VanitySource *source)
{
  if (self->sources->len >= VANITY_MIX_MAX)
    {
      const VanityMix *mix = vanity_copy_panel_get_mix (self);

      for (guint i = 0; i < self->sources->len; i++)
        if (mix == NULL || !vanity_mix_has (mix, g_ptr_array_index (self->sources, i)))
          {
            if (self->current == g_ptr_array_index (self->sources, i))
              self->current = NULL;
            g_ptr_array_remove_index (self->sources, i);
            break;
          }
    }
  g_ptr_array_add (self->sources, vanity_source_ref (source));
}

void
vanity_copy_panel_exchange (VanityCopyPanel *self, VanitySource *old, VanitySource *source)
{
  guint index;

  if (self->current == old)
    self->current = NULL;
  if (g_ptr_array_find (self->sources, old, &index))
    {
      g_ptr_array_index (self->sources, index) = vanity_source_ref (source);
      vanity_source_unref (old);
    }
  else
    {
      vanity_copy_panel_add_source (self, source);
    }
}

void
vanity_copy_panel_remove_current (VanityCopyPanel *self)
{
  g_autoptr (VanitySource) gone = NULL;
  const VanityMix *mix = vanity_copy_panel_get_mix (self);
  VanitySource *other = NULL;

  if (self->current == NULL)
    return;

  gone = vanity_source_ref (self->current);
  self->current = NULL;
  g_ptr_array_remove (self->sources, gone);
  if (mix == NULL || !vanity_mix_has (mix, gone))
    {
      vanity_copy_panel_update (self);
      return;
    }

  /* What was from it comes from another that is worn already, or nothing is worn. */
  for (int i = 0; i < VANITY_N_CHANGES && other == NULL; i++)
    if (mix->from[i] != gone)
      other = mix->from[i];
  if (other == NULL)
    {
      vanity_document_set_look (self->document, NULL);
      return;
    }
  {
    g_autoptr (VanityMix) rest = vanity_mix_ref ((VanityMix *)mix);

    for (int i = 0; i < VANITY_N_CHANGES; i++)
      if (rest->from[i] == gone)
        {
          VanityMix *next = vanity_mix_with_part (rest, i, other);

          vanity_mix_unref (rest);
          rest = next;
        }
    vanity_document_set_mix (self->document, rest);
  }
}

/* What went wrong with an earlier photo is over. */
static void
on_outfit_changed (VanityCopyPanel *self)
{
  if (!vanity_copy_panel_is_reading (self))
    vanity_copy_panel_say (self, NULL);
  vanity_copy_panel_update (self);
}

/* What was taken off is known once it has been. */
static void
on_pictures_changed (VanityCopyPanel *self)
{
  VanityWear wear = get_wear (self);

  if (wear.off)
    update_off (self, &wear);
}

void
vanity_copy_panel_set_document (VanityCopyPanel *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);

  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::pictures", G_CALLBACK (on_pictures_changed), self,
                               G_CONNECT_SWAPPED);
    }
  vanity_trust_view_set_document (VANITY_TRUST_VIEW (self->trust), document);
  vanity_copy_panel_update (self);
}

void
vanity_copy_panel_set_narrow (VanityCopyPanel *self, gboolean narrow)
{
  GtkWidget *const scrolled[] = { self->scrolled, self->empty_scrolled };

  for (guint i = 0; i < G_N_ELEMENTS (scrolled); i++)
    {
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled[i]),
                                                  narrow ? NARROW_HEIGHT : -1);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled[i]),
                                                  narrow ? NARROW_HEIGHT : -1);
    }
  gtk_widget_set_visible (self->empty_icon, !narrow);
  gtk_widget_set_visible (self->empty_text, !narrow);
  gtk_widget_set_visible (self->name, !narrow);
}

static void
vanity_copy_panel_dispose (GObject *object)
{
  VanityCopyPanel *self = VANITY_COPY_PANEL (object);

  vanity_copy_panel_dispose_reading (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->document);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_copy_panel_parent_class)->dispose (object);
}

static void
vanity_copy_panel_finalize (GObject *object)
{
  VanityCopyPanel *self = VANITY_COPY_PANEL (object);

  g_ptr_array_unref (self->sources);
  g_object_unref (self->labels);
  g_free (self->said);

  G_OBJECT_CLASS (vanity_copy_panel_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityCopyPanel, name)

static void
vanity_copy_panel_class_init (VanityCopyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_copy_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = vanity_copy_panel_finalize;

  g_type_ensure (VANITY_TYPE_FACE_STRIP);
  g_type_ensure (VANITY_TYPE_SOURCE_STRIP);
  g_type_ensure (VANITY_TYPE_TRUST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/copy-panel.ui");
  BIND (box);
  BIND (top);
  BIND (strip);
  BIND (faces);
  BIND (message);
  BIND (message_label);
  BIND (pages);
  BIND (scrolled);
  BIND (empty_scrolled);
  BIND (empty_icon);
  BIND (empty_text);
  BIND (name);
  BIND (note);
  BIND (note_label);
  BIND (parts);
  BIND (foundation);
  BIND (skin);
  BIND (trust);
  BIND (off_note);
  BIND (missing);
  gtk_widget_class_bind_template_callback (widget_class, on_source_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_message_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_foundation_switched);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "copypanel");
}

static void
vanity_copy_panel_init (VanityCopyPanel *self)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_source_unref);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  vanity_copy_panel_update (self);
}
