/* The page of layers, in a real window. */
#include "tests/ui/support.h"

#include "app/layer-edit.h"
#include "app/user-looks.h"
#include "ui/color-picker.h"
#include "ui/color-plane.h"
#include "ui/layer-editor.h"
#include "ui/layer-row.h"
#include "ui/layers-panel.h"
#include "ui/param-row.h"
#include "ui/shade-finder.h"

#include <string.h>

static VanityLayersPanel *
get_panel (Fixture *fixture)
{
  return fixture_find (fixture->window, VANITY_TYPE_LAYERS_PANEL);
}

static const VanityLayer *
get_layer (Fixture *fixture, int index)
{
  return vanity_layers_get (fixture_get_document (fixture), index);
}

static guint
count_layers (Fixture *fixture)
{
  VanityLook *look = vanity_layers_get_look (fixture_get_document (fixture));

  return look != NULL ? look->layers->len : 0;
}

static int
find_kind (Fixture *fixture, const char *kind)
{
  for (int i = 0; get_layer (fixture, i) != NULL; i++)
    if (strcmp (get_layer (fixture, i)->kind->id, kind) == 0)
      return i;

  return -1;
}

static VanityLayerRow *
get_row (Fixture *fixture, int index)
{
  GtkListBox *list = fixture_find (get_panel (fixture), GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (vanity_layer_row_get_index (VANITY_LAYER_ROW (row)) == index)
      return VANITY_LAYER_ROW (row);

  return NULL;
}

/* An action of the panel's own. */
static void
act (Fixture *fixture, const char *action, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  gtk_widget_activate_action_variant (GTK_WIDGET (get_panel (fixture)), action,
                                      format != NULL ? g_variant_new_va (format, NULL, &arguments)
                                                     : NULL);
  va_end (arguments);
}

static gboolean
begin (Fixture *fixture)
{
  if (!fixture_open_portrait (fixture))
    return FALSE;

  fixture_activate (fixture, "wear-look::red-lip");
  fixture_activate (fixture, "show-layers");
  fixture_wait (fixture, fixture_is_settled);
  fixture_idle (300);
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "list");

  return TRUE;
}

static gboolean
press (Fixture *fixture, int index, guint key, GdkModifierType state)
{
  GtkWidget *list = fixture_find (get_panel (fixture), GTK_TYPE_LIST_BOX);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean taken = FALSE;

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, index))));
  for (guint i = 0; !taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one)
          && gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (one, "key-pressed", key, 0, state, &taken);
    }

  return taken;
}

/* Every layer has a row, in groups, and every control a name. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkListBoxRow *row;
  int n = 0, group = -1, n_headers = 0;

  if (!begin (fixture))
    return;

  list = fixture_find (get_panel (fixture), GTK_TYPE_LIST_BOX);
  for (; (row = gtk_list_box_get_row_at_index (list, n)) != NULL; n++)
    {
      const VanityLayer *layer
          = get_layer (fixture, vanity_layer_row_get_index (VANITY_LAYER_ROW (row)));

      g_assert_true (vanity_layer_row_get_kind (VANITY_LAYER_ROW (row)) == layer->kind);
      g_assert_cmpint (layer->kind->group, >=, group);
      g_assert_true ((gtk_list_box_row_get_header (row) != NULL)
                     == ((int)layer->kind->group > group));
      group = (int)layer->kind->group;
      n_headers += gtk_list_box_row_get_header (row) != NULL;
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_cmpuint (n, ==, count_layers (fixture));
  g_assert_cmpint (n_headers, >=, 4);
  g_assert_cmpint (fixture_check_names (get_panel (fixture)), >, 3 * n);
}

/* All that keys do on a row. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  VanityDocument *document;
  guint n;
  int lips;

  if (!begin (fixture))
    return;

  document = fixture_get_document (fixture);
  n = count_layers (fixture);
  lips = find_kind (fixture, "lipstick");
  g_assert_true (press (fixture, lips, GDK_KEY_space, 0));
  g_assert_true (get_layer (fixture, lips)->muted);
  g_assert_true (press (fixture, lips, GDK_KEY_space, 0));
  g_assert_false (get_layer (fixture, lips)->muted);

  g_assert_true (press (fixture, lips, GDK_KEY_s, 0));
  g_assert_cmpint (vanity_document_get_solo (document), ==, lips);
  g_assert_true (press (fixture, lips, GDK_KEY_s, 0));
  g_assert_cmpint (vanity_document_get_solo (document), ==, -1);

  g_assert_false (press (fixture, lips, GDK_KEY_x, 0));
  g_assert_true (press (fixture, lips, GDK_KEY_Delete, 0));
  g_assert_cmpuint (count_layers (fixture), ==, n - 1);
  g_assert_cmpint (find_kind (fixture, "lipstick"), ==, -1);
  /* The focus is not lost with the row. */
  g_assert_true (VANITY_IS_LAYER_ROW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  fixture_activate (fixture, "undo");
  g_assert_cmpuint (count_layers (fixture), ==, n);
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_opacity (Fixture *fixture, gconstpointer data)
{
  GtkRange *scale;
  VanityLayerRow *row;
  int lips;

  if (!begin (fixture))
    return;

  lips = find_kind (fixture, "lipstick");
  row = get_row (fixture, lips);
  scale = fixture_find (row, GTK_TYPE_SCALE);
  for (int i = 90; i >= 40; i -= 10)
    gtk_range_set_value (scale, i);
  g_assert_cmpfloat_with_epsilon (get_layer (fixture, lips)->values[0].number, 0.4, 1e-9);
  /* The row is still the one under the hand. */
  g_assert_true (get_row (fixture, lips) == row);
  fixture_activate (fixture, "undo");
  g_assert_cmpfloat (get_layer (fixture, lips)->values[0].number, >, 0.5);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale),
                                  100 * get_layer (fixture, lips)->values[0].number, 1e-6);
  fixture_wait (fixture, fixture_is_settled);
}

/* The page for one layer has a control for each parameter, and each of them works. */
static void
test_editor (Fixture *fixture, gconstpointer data)
{
  VanityLayerEditor *editor;
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  if (!begin (fixture))
    return;

  editor = fixture_find (get_panel (fixture), VANITY_TYPE_LAYER_EDITOR);
  for (int k = 0; k < n_kinds; k++)
    {
      GtkWidget *row;
      int n = 0;

      act (fixture, "layers.add", "s", kinds[k]->id);
      g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "editor");
      g_assert_true (vanity_layer_editor_get_kind (editor) == kinds[k]);
      row = fixture_find (editor, VANITY_TYPE_PARAM_ROW);
      for (; row != NULL; row = gtk_widget_get_next_sibling (row), n++)
        {
          const VanityParam *param = &kinds[k]->params[n];
          const VanityLayer *layer;
          VanityValue before;

          layer = get_layer (fixture, vanity_layer_editor_get_index (editor));
          before = layer->values[n];
          if (param->type == VANITY_PARAM_NUMBER)
            {
              GtkRange *scale = fixture_find (row, GTK_TYPE_SCALE);
              GtkAdjustment *range = gtk_range_get_adjustment (scale);

              gtk_range_set_value (scale, gtk_adjustment_get_lower (range));
              gtk_range_set_value (scale, gtk_adjustment_get_upper (range));
              layer = get_layer (fixture, vanity_layer_editor_get_index (editor));
              g_assert_cmpfloat_with_epsilon (layer->values[n].number, param->maximum, 1e-9);
            }
          else if (param->type == VANITY_PARAM_CHOICE)
            {
              GtkWidget *last = fixture_find (row, GTK_TYPE_TOGGLE_BUTTON);
              int choice = 0;

              for (; gtk_widget_get_next_sibling (last) != NULL; choice++)
                last = gtk_widget_get_next_sibling (last);
              gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (last), TRUE);
              layer = get_layer (fixture, vanity_layer_editor_get_index (editor));
              g_assert_cmpint (layer->values[n].choice, ==, choice);
              g_assert_null (param->choices[choice + 1]);
            }
          /* And back. */
          g_signal_emit_by_name (row, "reset");
          layer = get_layer (fixture, vanity_layer_editor_get_index (editor));
          g_assert_true (vanity_param_equal (param, layer->values[n], before));
        }
      g_assert_cmpint (n, ==, kinds[k]->n_params);
      g_assert_cmpint (fixture_check_names (editor), >, n);
    }
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  VanityLayerEditor *editor;
  GtkWidget *row;
  GtkRange *scale;
  GtkWidget *left;
  int blush;

  if (!begin (fixture))
    return;

  blush = find_kind (fixture, "blush");
  vanity_layers_panel_edit (get_panel (fixture), blush);
  editor = fixture_find (get_panel (fixture), VANITY_TYPE_LAYER_EDITOR);
  gtk_switch_set_active (fixture_find (editor, GTK_TYPE_SWITCH), TRUE);
  g_assert_true (get_layer (fixture, blush)->uneven);
  g_assert_cmpint (vanity_layer_editor_get_side (editor), ==, VANITY_LAYERS_RIGHT);
  left = gtk_widget_get_next_sibling (fixture_find (editor, GTK_TYPE_TOGGLE_BUTTON));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (left), TRUE);
  g_assert_cmpint (vanity_layer_editor_get_side (editor), ==, VANITY_LAYERS_LEFT);
  row = fixture_find (editor, VANITY_TYPE_PARAM_ROW);
  scale = fixture_find (row, GTK_TYPE_SCALE);
  gtk_range_set_value (scale, 93);
  g_assert_cmpfloat_with_epsilon (get_layer (fixture, blush)->left[0].number, 0.93, 1e-9);
  g_assert_cmpfloat (get_layer (fixture, blush)->values[0].number, <, 0.9);
  fixture_wait (fixture, fixture_is_settled);
}

/* A colour by number, by hand, and by the eyedropper with keys alone. */
static void
test_color (Fixture *fixture, gconstpointer data)
{
  VanityColorPicker *picker;
  VanityCompareView *view;
  VanityLayerEditor *editor;
  GtkEditable *entry;
  guint32 picked;
  int lips, param = 1;

  if (!begin (fixture))
    return;

  lips = find_kind (fixture, "lipstick");
  vanity_layers_panel_edit (get_panel (fixture), lips);
  editor = fixture_find (get_panel (fixture), VANITY_TYPE_LAYER_EDITOR);
  g_assert_cmpstr (get_layer (fixture, lips)->kind->params[param].id, ==, "color");
  g_signal_emit_by_name (editor, "color-asked", param);
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "color");
  picker = fixture_find (get_panel (fixture), VANITY_TYPE_COLOR_PICKER);
  g_assert_cmphex (vanity_color_picker_get_color (picker), ==,
                   get_layer (fixture, lips)->values[param].color);

  entry = GTK_EDITABLE (fixture_find (picker, GTK_TYPE_ENTRY));
  gtk_editable_set_text (entry, "#4080C0");
  g_assert_cmphex (get_layer (fixture, lips)->values[param].color, ==, 0x4080c0);
  gtk_editable_set_text (entry, "nonsense");
  g_assert_cmphex (get_layer (fixture, lips)->values[param].color, ==, 0x4080c0);

  g_assert_true (fixture_press (fixture_find (picker, VANITY_TYPE_COLOR_PLANE), GDK_KEY_Left));
  g_assert_cmphex (get_layer (fixture, lips)->values[param].color, !=, 0x4080c0);
  fixture_activate (fixture, "undo");

  view = vanity_window_get_view (fixture->window);
  g_signal_emit_by_name (picker, "eyedropper", 0);
  g_assert_true (vanity_compare_view_is_picking_color (view));
  fixture_idle (50);
  g_assert_true (fixture_press (view, GDK_KEY_Right));
  g_assert_true (fixture_press (view, GDK_KEY_Return));
  g_assert_false (vanity_compare_view_get_picking (view));
  picked = get_layer (fixture, lips)->values[param].color;
  g_assert_cmphex (picked, ==, vanity_color_picker_get_color (picker));
  g_assert_cmphex (picked, !=, 0x4080c0);

  /* Escape takes nothing. */
  g_signal_emit_by_name (picker, "eyedropper", 0);
  g_assert_true (fixture_press (view, GDK_KEY_Escape));
  g_assert_false (vanity_compare_view_get_picking (view));
  g_assert_cmphex (get_layer (fixture, lips)->values[param].color, ==, picked);
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
has_shades (Fixture *fixture)
{
  return strcmp (vanity_shade_finder_get_page (
                     fixture_find (get_panel (fixture), VANITY_TYPE_SHADE_FINDER)),
                 "waiting")
         != 0;
}

/* The nearest product of the catalogue is worn by a click, and named. */
static void
test_shades (Fixture *fixture, gconstpointer data)
{
  VanityShadeFinder *finder;
  GtkListBox *list;
  int lips;

  if (!begin (fixture))
    return;

  lips = find_kind (fixture, "lipstick");
  vanity_layers_panel_edit (get_panel (fixture), lips);
  g_signal_emit_by_name (fixture_find (get_panel (fixture), VANITY_TYPE_LAYER_EDITOR),
                         "shades-asked");
  fixture_wait (fixture, has_shades);
  finder = fixture_find (get_panel (fixture), VANITY_TYPE_SHADE_FINDER);
  g_assert_cmpstr (vanity_shade_finder_get_page (finder), ==, "found");
  list = fixture_find (finder, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (strlen (get_layer (fixture, lips)->product), ==, 16);
  fixture_wait (fixture, fixture_is_settled);
}

/* Undoing takes the layer away that is being edited. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  if (!begin (fixture))
    return;

  act (fixture, "layers.add", "s", "lipstick");
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "editor");
  fixture_activate (fixture, "undo");
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "list");
  vanity_document_set_look (fixture_get_document (fixture), NULL);
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "message");
  act (fixture, "layers.add", "s", "blush");
  g_assert_cmpuint (count_layers (fixture), ==, 1);
  fixture_activate (fixture, "undo");
  g_assert_cmpstr (vanity_layers_panel_get_page (get_panel (fixture)), ==, "message");
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
has_one_more (Fixture *fixture)
{
  return count_layers (fixture) == 1;
}

/* Into another look, over the clipboard. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  int lips;

  if (!begin (fixture))
    return;

  lips = find_kind (fixture, "lipstick");
  act (fixture, "layers.copy", "i", lips);
  vanity_document_set_look (fixture_get_document (fixture), NULL);
  act (fixture, "layers.paste", NULL);
  fixture_wait (fixture, has_one_more);
  g_assert_cmpstr (get_layer (fixture, 0)->kind->id, ==, "lipstick");
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
is_kept (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && g_str_has_prefix (toast, "Saved the look");
}

/* What was edited is kept as a look of one's own, and another's layer is copied to that. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) then = NULL;
  const VanityLook *kept;
  int lips;

  if (!begin (fixture))
    return;

  lips = find_kind (fixture, "lipstick");
  vanity_layers_set_value (fixture_get_document (fixture), lips, 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = 0.375 });
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "save-look"));
  vanity_window_save_look (fixture->window, "Mine");
  fixture_wait (fixture, is_kept);
  own = vanity_user_looks_list ();
  g_assert_cmpuint (own->len, ==, 1);
  kept = own->pdata[0];
  g_assert_cmpstr (kept->name, ==, "Mine");
  g_assert_cmpfloat (((VanityLayer *)kept->layers->pdata[lips])->values[0].number, ==, 0.375);

  act (fixture, "layers.copy-to", "(is)", lips, kept->id);
  then = vanity_user_looks_list ();
  g_assert_cmpuint (((VanityLook *)then->pdata[0])->layers->len, ==, kept->layers->len + 1);
  g_assert_cmpuint (count_layers (fixture), ==, kept->layers->len);
  g_assert_true (vanity_user_looks_remove (kept, NULL));
  fixture_wait (fixture, fixture_is_settled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/layers/list", test_list);
  ADD ("/ui/layers/keys", test_keys);
  ADD ("/ui/layers/opacity", test_opacity);
  ADD ("/ui/layers/editor", test_editor);
  ADD ("/ui/layers/sides", test_sides);
  ADD ("/ui/layers/color", test_color);
  ADD ("/ui/layers/shades", test_shades);
  ADD ("/ui/layers/gone", test_gone);
  ADD ("/ui/layers/copy", test_copy);
  ADD ("/ui/layers/keep", test_keep);
  return g_test_run ();
}
