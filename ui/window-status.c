#include "ui/window-private.h"

#include "app/wear-words.h"
#include "base/error.h"
#include "ui/tips.h"

#include <glib/gi18n.h>

/* Work that is done sooner is not worth a spinner. */
#define PATIENCE_MS 250

static const char *
get_page (VanityWindow *self)
{
  if (vanity_window_has_camera (self))
    return "camera";
  if (self->document == NULL)
    return "empty";

  switch (vanity_document_get_state (self->document))
    {
    case VANITY_DOCUMENT_LOADING:
      return "loading";
    case VANITY_DOCUMENT_NO_FACE:
      return "no-face";
    case VANITY_DOCUMENT_UNREADABLE:
      return "unreadable";
    case VANITY_DOCUMENT_NO_MODELS:
      return "no-models";
    case VANITY_DOCUMENT_NO_PHOTO:
      return "no-photo";
    default:
      return "photo";
    }
}

static void
fill_page (VanityWindow *self)
{
  const GError *error = vanity_document_get_error (self->document);
  g_autofree char *escaped = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;
  g_autofree char *name = g_markup_escape_text (vanity_document_get_name (self->document), -1);

  switch (vanity_document_get_state (self->document))
    {
    case VANITY_DOCUMENT_NO_FACE:
      {
        g_autofree char *text = g_strdup_printf (
            _ ("Vanity looked all over %s.\nTry a photo in which the face is larger, lit from the "
               "front, and not covered."),
            name);

        adw_status_page_set_description (ADW_STATUS_PAGE (self->no_face), text);
        break;
      }
    case VANITY_DOCUMENT_UNREADABLE:
      adw_status_page_set_title (ADW_STATUS_PAGE (self->unreadable),
                                 vanity_document_get_file (self->document) != NULL
                                     ? _ ("This Document Cannot Be Opened")
                                     : _ ("This Photo Cannot Be Opened"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->unreadable), escaped);
      break;
    case VANITY_DOCUMENT_NO_MODELS:
      adw_status_page_set_title (ADW_STATUS_PAGE (self->no_models),
                                 g_error_matches (error, VANITY_ERROR, VANITY_ERROR_MISSING)
                                     ? _ ("The Face Models Are Not Installed")
                                     : _ ("The Face Models Cannot Be Used"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->no_models), escaped);
      break;
    case VANITY_DOCUMENT_NO_PHOTO:
      adw_status_page_set_description (ADW_STATUS_PAGE (self->no_photo), escaped);
      break;
    default:
      break;
    }
}

static const struct
{
  VanityQualityFlags flag;
  const char *text;
} hints[] = {
  { VANITY_QUALITY_SMALL, N_ ("This face is small; a closer photo gives a finer result") },
  { VANITY_QUALITY_COVERED, N_ ("Something covers part of this face; it stays without makeup") },
  { VANITY_QUALITY_TURNED, N_ ("This face is turned away; the far side may be less exact") },
  { VANITY_QUALITY_CUT, N_ ("The photo ends in this face; the result may be less exact") },
  { VANITY_QUALITY_DARK, N_ ("The photo is a little dark; colours may look weaker") },
  { VANITY_QUALITY_BRIGHT, N_ ("The photo is very bright; colours may look weaker") },
  { VANITY_QUALITY_BLURRED, N_ ("The photo is a little blurred; edges may look soft") },
};

static const char *
find_hint (VanityWindow *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityQualityFlags flags;

  if (outfit == NULL || outfit->n_faces == 0 || self->hint_closed == outfit->selected)
    return NULL;

  flags = vanity_document_get_face (self->document, outfit->selected)->quality.flags;
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (flags & hints[i].flag)
      return _ (hints[i].text);

  return NULL;
}

gboolean
vanity_window_shows_tip (VanityWindow *self)
{
  return self->document != NULL
         && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY && !self->tip_closed
         && find_hint (self) == NULL && vanity_tips_get_next () != NULL;
}

static void
update_hint (VanityWindow *self)
{
  const char *text = vanity_window_shows_tip (self) ? vanity_tips_get_next () : find_hint (self);

  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (self->hint_label), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->hint), text != NULL);
}

static const char *
get_work (VanityWindow *self)
{
  if (vanity_job_slot_is_busy (&self->exporting))
    return self->exports_report ? _ ("Writing the report…") : _ ("Making the full-size photo…");
  if (vanity_job_slot_is_busy (&self->saving))
    return _ ("Saving the document…");
  if (vanity_job_slot_is_busy (&self->keeping))
    return _ ("Working out the look…");
  if (vanity_job_slot_is_busy (&self->swapping))
    return _ ("Swapping the photos…");
  if (self->document == NULL)
    return NULL;
  if (vanity_document_get_state (self->document) == VANITY_DOCUMENT_FINDING)
    return _ ("Looking for faces…");
  if (vanity_document_get_busy (self->document))
    return _ ("Putting on makeup…");

  return NULL;
}

static gboolean
reveal_work (gpointer user_data)
{
  VanityWindow *self = user_data;
  const char *work = get_work (self);
  gboolean exporting = vanity_job_slot_is_busy (&self->exporting);
  gboolean stoppable = exporting || vanity_job_slot_is_busy (&self->keeping);

  self->reveal_timeout = 0;
  gtk_widget_set_visible (self->working_progress, exporting);
  gtk_widget_set_visible (self->job, stoppable);
  if (work != NULL)
    gtk_label_set_label (GTK_LABEL (self->working_label), work);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->working), work != NULL);

  return G_SOURCE_REMOVE;
}

static void
update_work (VanityWindow *self)
{
  if (get_work (self) == NULL)
    {
      g_clear_handle_id (&self->reveal_timeout, g_source_remove);
      gtk_widget_set_visible (self->job, FALSE);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->working), FALSE);
    }
  else if (gtk_revealer_get_reveal_child (GTK_REVEALER (self->working)))
    {
      reveal_work (self);
    }
  else if (self->reveal_timeout == 0)
    {
      self->reveal_timeout = g_timeout_add (PATIENCE_MS, reveal_work, self);
    }
}

/* A document is called by its file, and marked while it has work that is not saved. */
static void
update_document_title (VanityWindow *self)
{
  const char *own = vanity_document_get_title (self->document);
  /* Translators: the title of a window whose document has changes that are not saved. */
  g_autofree char *title = vanity_document_has_work (self->document)
                               ? g_strdup_printf (_ ("• %s"), own)
                               : g_strdup (own);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_title (VanityWindow *self)
{
  AdwWindowTitle *title = ADW_WINDOW_TITLE (self->title);
  gboolean camera = vanity_window_has_camera (self);
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  const char *name = camera                   ? _ ("Camera")
                     : self->document != NULL ? vanity_document_get_name (self->document)
                                              : _ ("Vanity");

  adw_window_title_set_title (title, name);
  adw_window_title_set_subtitle (title, camera ? "" : vanity_wear_get_label (&wear));
  gtk_window_set_title (GTK_WINDOW (self), name);
  if (self->document != NULL && g_strcmp0 (get_page (self), "camera") != 0)
    update_document_title (self);
}

/* For people who do not see the picture. */
static void
update_words (VanityWindow *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  g_autofree char *words = outfit != NULL ? vanity_wear_dup_words (&wear) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

void
vanity_window_update_status (VanityWindow *self)
{
  gboolean photo = g_strcmp0 (get_page (self), "photo") == 0;

  if (self->document != NULL)
    fill_page (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), get_page (self));
  gtk_widget_set_visible (self->save_button, photo);
  gtk_widget_set_visible (self->history, photo);
  if (photo)
    gtk_widget_add_css_class (GTK_WIDGET (self), "with-photo");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "with-photo");
  update_title (self);
  update_words (self);
  update_hint (self);
  update_work (self);
}
