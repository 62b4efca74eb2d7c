/** What Docker Hub holds without an owner (github.com/docker-library/official-images), whose tags may be words alone: `node:lts`. */
export const officialImages: ReadonlySet<string> = new Set(
  `adminer aerospike almalinux alpine amazoncorretto amazonlinux arangodb archlinux bash buildpack-deps busybox caddy
  cassandra chronograf cirros clickhouse clojure composer couchbase couchdb crate dart debian docker drupal
  eclipse-mosquitto eclipse-temurin elasticsearch elixir emqx erlang fedora flink fluentd gcc ghost golang gradle groovy
  haproxy haskell hello-world httpd ibm-semeru-runtimes influxdb jetty joomla jruby julia kapacitor kibana kong krakend
  liquibase logstash mariadb matomo maven mediawiki memcached mongo mongo-express mysql nats neo4j nextcloud nginx node
  odoo open-liberty openjdk oraclelinux percona perl photon php phpmyadmin postgres pypy python r-base rabbitmq redis
  redmine registry rethinkdb rockylinux ruby rust sapmachine solr sonarqube spark storm swift telegraf tomcat tomee
  traefik ubuntu unit varnish vault websphere-liberty wordpress xwiki zookeeper`.split(/\s+/),
);
