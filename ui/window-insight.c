/* What is found of the face: laid over the photo, saved, remembered. */
#include "ui/window-private.h"

#include "analysis/history.h"
#include "app/insight-save.h"
#include "ui/heat-legend.h"
#include "ui/look-panel.h"
#include "ui/memory-window.h"

#include <glib/gi18n.h>

VanityInsight *
vanity_window_get_insight (VanityWindow *self)
{
  return vanity_analysis_panel_get_insight (
      vanity_look_panel_get_analysis (VANITY_LOOK_PANEL (self->panel)));
}

static void
on_overlay_changed (VanityWindow *self)
{
  VanityInsight *insight = vanity_window_get_insight (self);
  const VanityEvidence *evidence = insight != NULL ? vanity_insight_get_evidence (insight) : NULL;
  GdkTexture *overlay = insight != NULL ? vanity_insight_get_overlay (insight) : NULL;

  vanity_compare_view_set_overlay (VANITY_COMPARE_VIEW (self->view), overlay);
  gtk_widget_set_visible (self->legend, overlay != NULL);
  if (overlay != NULL && evidence != NULL)
    {
      g_autofree char *title = vanity_evidence_dup_title (evidence);

      vanity_heat_legend_set_title (VANITY_HEAT_LEGEND (self->legend), title);
    }
}

static void
on_failed (VanityWindow *self, const char *message)
{
  vanity_window_toast (self, message, NULL, NULL, NULL);
}

static void
on_state_changed (VanityWindow *self)
{
  vanity_window_update_actions (self);
}

static void
on_insight_changed (VanityWindow *self)
{
  VanityInsight *insight = vanity_window_get_insight (self);

  if (insight != NULL)
    {
      g_signal_connect_object (insight, "notify::overlay", G_CALLBACK (on_overlay_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (insight, "notify::state", G_CALLBACK (on_state_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (insight, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
    }
  on_overlay_changed (self);
}

static void
on_picked (VanityWindow *self, double x, double y)
{
  VanityInsight *insight = vanity_window_get_insight (self);
  VanityAnalysisOptions options;

  if (insight == NULL)
    return;

  options = *vanity_insight_get_options (insight);
  options.has_white = TRUE;
  options.white_x = x;
  options.white_y = y;
  vanity_insight_set_options (insight, &options);
}

/* The action is what the view does. */
static void
on_picking_changed (VanityWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "pick-white");
  VanityCompareView *view = VANITY_COMPARE_VIEW (self->view);
  gboolean picking
      = vanity_compare_view_get_picking (view) && !vanity_compare_view_is_picking_color (view);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (picking));
}

/* What is pointed at is for the page that asked. */
static void
on_page_left (VanityWindow *self)
{
  vanity_compare_view_set_picking (VANITY_COMPARE_VIEW (self->view), FALSE);
}

void
vanity_window_pick_white (VanityWindow *self, gboolean picking)
{
  vanity_compare_view_set_picking (VANITY_COMPARE_VIEW (self->view), picking);
  if (picking)
    {
      gtk_widget_grab_focus (self->view);
      vanity_window_toast (self, _ ("Click something white or grey in the light of the face"), NULL,
                           NULL, NULL);
    }
}

gboolean
vanity_window_has_finding (VanityWindow *self)
{
  VanityInsight *insight = vanity_window_get_insight (self);

  return insight != NULL && vanity_insight_get_finding (insight) != NULL;
}

void
vanity_window_init_insight (VanityWindow *self)
{
  VanityAnalysisPanel *panel = vanity_look_panel_get_analysis (VANITY_LOOK_PANEL (self->panel));

  g_signal_connect_object (panel, "notify::insight", G_CALLBACK (on_insight_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "unmap", G_CALLBACK (on_page_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::picking", G_CALLBACK (on_picking_changed), self,
                           G_CONNECT_SWAPPED);
}

void
vanity_window_save_report (VanityWindow *self, GFile *file)
{
  vanity_window_start_report (self, file);
}

static void
on_report_chosen (GtkNativeDialog *dialog, int response, VanityWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (file != NULL && vanity_window_has_finding (self))
        vanity_window_save_report (self, file);
    }
  g_clear_object (&self->chooser);
}

void
vanity_window_choose_report (VanityWindow *self, gboolean json)
{
  g_autofree char *name = NULL;
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) documents = g_file_new_for_path (folder != NULL ? folder : g_get_home_dir ());

  if (self->chooser != NULL || !vanity_window_has_finding (self))
    return;

  name = vanity_insight_suggest_name (vanity_window_get_insight (self), json);
  self->chooser = gtk_file_chooser_native_new (json ? _ ("Save as JSON") : _ ("Save the Report"),
                                               GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), documents, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_report_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_remembered (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autofree char *id = result;

  vanity_window_update_actions (self);
  if (id != NULL)
    vanity_window_toast (self, _ ("Remembered on this device, without the photo"), _ ("_Undo"),
                         "win.forget-face", g_variant_new_string (id));
  else
    vanity_window_toast (self, error->message, NULL, NULL, NULL);
}

void
vanity_window_remember (VanityWindow *self)
{
  vanity_insight_start_remember (&self->remembering, vanity_window_get_insight (self),
                                 on_remembered, self);
  vanity_window_update_actions (self);
}

void
vanity_window_forget (VanityWindow *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  if (vanity_history_forget (id, &error))
    vanity_window_toast (self, _ ("Forgotten"), NULL, NULL, NULL);
  else
    vanity_window_toast (self, error->message, NULL, NULL, NULL);
}

void
vanity_window_compare_faces (VanityWindow *self)
{
  VanityMemoryWindow *window = vanity_memory_window_new (
      GTK_WINDOW (self), vanity_insight_get_finding (vanity_window_get_insight (self)));

  gtk_window_present (GTK_WINDOW (window));
}
