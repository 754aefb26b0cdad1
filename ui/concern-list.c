#include "ui/concern-list.h"

#include "analysis/explain.h"
#include "ui/concern-row.h"

#include <glib/gi18n.h>

struct _VanityConcernList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *overall;
  GtkWidget *why;
  GtkWidget *note;
  GtkWidget *lowered;
  GtkWidget *rows;
  GtkWidget *concerns[VANITY_N_CONCERNS]; /* VanityConcernRow */
};

static guint show_signal;

G_DEFINE_FINAL_TYPE (VanityConcernList, vanity_concern_list, GTK_TYPE_WIDGET)

static void
on_show (GtkWidget *row, int zone, VanityConcernList *self)
{
  VanityEvidence evidence = { 0 };

  while (self->concerns[evidence.concern] != row)
    evidence.concern++;
  if (zone >= 0)
    {
      evidence.kind = VANITY_EVIDENCE_ATTRIBUTION;
      evidence.zone = zone;
    }
  g_signal_emit (self, show_signal, 0, zone == VANITY_N_ZONES ? NULL : &evidence);
}

void
vanity_concern_list_set_shown (VanityConcernList *self, const VanityEvidence *evidence)
{
  for (int i = 0; i < VANITY_N_CONCERNS; i++)
    {
      int zone = VANITY_N_ZONES;

      if (evidence != NULL && (int)evidence->concern == i)
        zone = evidence->kind == VANITY_EVIDENCE_ATTRIBUTION ? (int)evidence->zone : -1;
      vanity_concern_row_set_shown (VANITY_CONCERN_ROW (self->concerns[i]), zone);
    }
}

static void
set_overall (VanityConcernList *self, float overall)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (overall >= 0)
    {
      text = g_strdup_printf ("%d", (int)(overall + 0.5F));
      name = g_strdup_printf (_ ("Skin overall: %s of 100"), text);
    }
  else
    {
      text = g_strdup ("–");
      name = g_strdup (_ ("Skin overall: not judged"));
    }
  gtk_label_set_label (GTK_LABEL (self->overall), text);
  gtk_widget_set_tooltip_text (self->overall, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->overall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
vanity_concern_list_set_analysis (VanityConcernList *self, const VanityAnalysis *analysis)
{
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS);
  g_autofree char *why = has ? NULL : vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_CONCERNS);
  g_autofree char *lowered = has ? vanity_explain_dup_overall (analysis) : NULL;

  gtk_label_set_label (GTK_LABEL (self->lowered), lowered != NULL ? lowered : "");
  gtk_widget_set_visible (self->lowered, lowered != NULL);
  gtk_widget_set_tooltip_text (self->lowered, vanity_figure_get_limits (VANITY_FIGURE_OVERALL));
  set_overall (self, has ? analysis->concerns->overall : -1);
  gtk_label_set_label (GTK_LABEL (self->why), why != NULL ? why : "");
  gtk_widget_set_visible (self->why, !has);
  gtk_widget_set_visible (self->note, has);
  gtk_widget_set_visible (self->rows, has);
  for (int i = 0; has && i < VANITY_N_CONCERNS; i++)
    vanity_concern_row_set_analysis (VANITY_CONCERN_ROW (self->concerns[i]), analysis);
}

static void
vanity_concern_list_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_CONCERN_LIST (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_concern_list_parent_class)->dispose (object);
}

static void
vanity_concern_list_class_init (VanityConcernListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_concern_list_dispose;

  show_signal = g_signal_new ("show-map", VANITY_TYPE_CONCERN_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/concern-list.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, box);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, overall);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, why);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, note);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, lowered);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernList, rows);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_concern_list_init (VanityConcernList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < VANITY_N_CONCERNS; i++)
    {
      self->concerns[i] = GTK_WIDGET (vanity_concern_row_new (i));
      g_signal_connect (self->concerns[i], "show-map", G_CALLBACK (on_show), self);
      gtk_box_append (GTK_BOX (self->rows), self->concerns[i]);
    }
}
