package dev.surety.local.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that a reader had when the process ended. Their readers ended with it, so they are given back at once;
 * Lambda's would be alive, and there the visibility has to run out.
 */
final class Orphans {
    private Orphans() {}

    static void release(String database) {
        try (Connection connection = DriverManager.getConnection(database, "", "")) {
            for (String table : tables(connection)) {
                String release = "update \"" + table
                        + "\" set next_delivery = least(next_delivery, ?) where receive_count > 0";
                try (PreparedStatement update = connection.prepareStatement(release)) {
                    update.setLong(1, System.currentTimeMillis());
                    update.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The queues on disk cannot be read.", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String query = "select table_name from information_schema.tables where table_name like 'MESSAGE%'";
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
